import { describe, expect, it } from 'vitest';
import type { ImportChoices } from '../../data/import/choices';
import type { Proposal } from '../../data/import/proposal';
import type { KeptSet } from '../../experiment/own-store';
import type { ImportEvent, ImportRequest } from '../../protocol/import-messages';
import { createImporter } from './importer';
import { ownFilesOf } from './own-files';

const choices: ImportChoices = { name: 'a.zip', size: [32, 32], channels: 3, fit: 'crop', kinds: {}, mirrors: true, testShare: 0.2, seed: 1 };
const proposal: Proposal = { format: 'folders', rows: 4, input: 'pictures', numbers: 0, columns: [], isSplit: false, notes: [] };
const expected = { train: 3, test: 1, leftOut: 0, bytes: 100 };
const set: KeptSet = {
  fingerprint: 'ab'.repeat(32),
  id: '1',
  facts: { fingerprint: 'ab'.repeat(32), name: 'a.zip', train: 3, test: 1, mirrors: true, fields: { image: { kind: 'image', shape: [8, 8, 1], mean: [0], deviation: [1] } } },
  titles: {},
  bytes: 100,
  made: 1,
};

/** An importer over a worker that the test speaks for. */
function importing() {
  const asked: ImportRequest[] = [];
  const says: ((event: ImportEvent) => void)[] = [];
  let ended = 0;
  const importer = createImporter((onEvent) => {
    says.push(onEvent);
    return { ask: (request) => asked.push(request), end: () => (ended += 1) };
  });
  return { importer, asked, say: (event: ImportEvent) => says.at(-1)?.(event), ended: () => ended, state: () => importer.getState() };
}

describe('an import', () => {
  it('asks for one preview at a time, and for the latest choices once that has come', () => {
    const { asked, say, state } = importing();
    state().read([]);
    say({ kind: 'found', proposal, choices });
    state().choose({ size: [16, 16] });
    state().choose({ size: [8, 8] });
    expect(asked.map(({ kind }) => kind)).toEqual(['read', 'preview']);
    say({ kind: 'preview', choices, expected, examples: [] });
    expect(asked.at(-1)).toMatchObject({ kind: 'preview', choices: { size: [8, 8] } });
    say({ kind: 'preview', choices: { ...choices, size: [8, 8] }, expected, examples: [] });
    expect(asked).toHaveLength(3);
    expect(state().preview?.choices.size).toEqual([8, 8]);
  });

  it('comes to a set, whose files runs are given where the browser could not keep them', async () => {
    const { say, state, ended } = importing();
    state().read([]);
    say({ kind: 'found', proposal, choices });
    const built = state().build();
    say({ kind: 'progress', done: 1, total: 4 });
    expect(state().stage).toEqual({ is: 'building', done: 1, total: 4 });
    say({ kind: 'built', set, files: new Map([['index.json', new Blob(['{}'])]]) });
    expect(await built).toBe(set);
    expect(ended()).toBe(1);
    const data = { dataset: 'own', own: set.facts, train: 3, test: 1, validation: 0 } as const;
    expect([...(ownFilesOf({ data }).ownFiles?.keys() ?? [])]).toEqual([`own/${set.fingerprint}/index.json`]);
    expect(ownFilesOf({ data: { dataset: 'mnist', train: 3, test: 1, validation: 0 } })).toEqual({});
  });

  it('that is stopped, or finds something wrong, ends its worker; other files can be read then', () => {
    const { say, state, ended, asked } = importing();
    state().read([]);
    state().reset();
    expect([state().stage, ended()]).toEqual([{ is: 'choosing' }, 1]);
    state().read([]);
    say({ kind: 'fault', fault: { code: 'damaged', file: 'a.zip', params: {} } });
    expect([state().stage.is, ended()]).toEqual(['faulty', 2]);
    state().read([]);
    expect(asked).toHaveLength(3);
  });
});
