import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { agreeable, createFakeClient } from '../../../client/fake-client';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { nothingPending } from '../../../lib/pending';
import { ok } from '../../../lib/result';
import type { Question } from '../../../protocol/inspections';
import { createAppStore } from '../../store';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page whose worker says of every image that one layer is black, at a step that counts up. */
async function page() {
  const asked: Question[] = [];
  const client = createFakeClient({
    ...agreeable,
    inspect: ({ question }: { readonly question: Question }) => {
      asked.push(question);
      const picture = { layer: 'conv-1', count: 1, shape: [1, 1, 1, 1], factor: 1, low: 0, high: 0, bytes: new Uint8Array(1) } as const;
      return ok({ kind: 'pictures', value: { step: asked.length, images: [[picture]] } });
    },
  });
  const store = createAppStore({ experiment: defaultExperiment, client, studyClient: createFakeClient(agreeable), language: 'en', dataUrl: 'http://localhost/data/', devicePreference: 'auto' });
  const stands = (phase: 'running' | 'paused') => client.emit({ kind: 'phase', value: { phase, step: 7 } });
  return { store, asked, stands, session: () => store.getState().session };
}

it('nobody is asked for pictures before a run is there; then once where it stands still, of the chosen image', async () => {
  const { store, asked, session } = await page();
  const stop = session().followPictures();
  await nothingPending();
  expect(asked).toEqual([]);
  stop();
  await session().prepare();
  store.getState().view.chooseExample(5);
  session().followPictures('conv-1');
  await vi.waitFor(() => expect(session().pictures).toBeDefined());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([{ kind: 'pictures', images: [5], layer: 'conv-1' }]);
  expect(session().pictures).toMatchObject({ run: session().runs.at(-1)?.id, image: 5, step: 1 });
  expect([...(session().pictures?.layers.keys() ?? [])]).toEqual(['conv-1']);
});

it('while it trains they are never older than a second, until they are no longer followed', async () => {
  const { asked, stands, session } = await page();
  await session().prepare();
  stands('running');
  const stop = session().followPictures();
  await vi.waitFor(() => expect(session().pictures).toBeDefined());
  for (let second = 1; second <= 5; second += 1) {
    const before = session().pictures?.step ?? 0;
    await vi.advanceTimersByTimeAsync(1000);
    expect(session().pictures?.step).toBeGreaterThan(before);
  }
  expect(asked.every((question) => question.kind === 'pictures')).toBe(true);
  stop();
  const { length } = asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(length);
});
