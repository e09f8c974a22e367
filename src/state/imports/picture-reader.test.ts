import { describe, expect, it } from 'vitest';
import type { ImportEvent, ImportRequest } from '../../protocol/import-messages';
import { createPictureReader } from './picture-reader';

const file = new File([], 'a.png');

/** A reader over workers that the test speaks for. */
function reading() {
  const asked: ImportRequest[] = [];
  let started = 0;
  let say: (event: ImportEvent) => void = () => {};
  let die = () => {};
  const reader = createPictureReader((onEvent, onDeath) => {
    started += 1;
    [say, die] = [onEvent, onDeath];
    return { ask: (request) => asked.push(request), end: () => {} };
  });
  return { reader, asked, say: (event: ImportEvent) => say(event), die: () => die(), started: () => started };
}

describe('a reader of pictures', () => {
  it('answers in the order of asking, with pixels or with what is wrong', async () => {
    const { reader, asked, say, started } = reading();
    const [first, second] = [reader.read(file, [1, 2, 1], 'crop'), reader.read(file, [1, 2, 1], 'stretch')];
    say({ kind: 'fault', fault: { code: 'not-a-picture', file: 'a.png', params: {} } });
    say({ kind: 'picture', pixels: Uint8Array.of(1, 2) });
    expect(await first).toMatchObject({ ok: false, error: { code: 'not-a-picture' } });
    expect(await second).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
    expect(asked).toMatchObject([{ kind: 'picture', fit: 'crop' }, { kind: 'picture', shape: [1, 2, 1], fit: 'stretch' }]);
    expect(started()).toBe(1);
  });

  it('tells of a worker that died, and starts another with the next picture', async () => {
    const { reader, say, die, started } = reading();
    const lost = reader.read(file, [1, 1, 1], 'crop');
    die();
    expect(await lost).toMatchObject({ ok: false, error: { code: 'worker-ended' } });
    const next = reader.read(file, [1, 1, 1], 'crop');
    say({ kind: 'picture', pixels: Uint8Array.of(7) });
    expect(await next).toEqual({ ok: true, value: Uint8Array.of(7) });
    expect(started()).toBe(2);
  });
});
