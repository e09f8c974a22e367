import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import { fetchOf, tinyExperiment, tinyFiles, tinyShard } from '../testing/tiny-data';
import { startSession } from '../testing/test-session';
import { viewOfData } from './data-view';
import { openData } from '../data/open-data';

const taskOf = (kind: Experiment['tasks'][number]['kind'], colour: number) => ({ id: kind, kind, colour, weight: 1 });

async function viewOf(experiment: Pick<Experiment, 'data' | 'tasks'>, split: 'train' | 'test' = 'train', shown = 5) {
  const store = await openData(experiment.data, fetchOf(tinyFiles([40, 20], [20])), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.code);
  const view = await viewOfData({ document: experiment, split, shown }, store.value);
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
}

describe('a look at data', () => {
  it('has the first images with their answers, and counts those of the first file', async () => {
    const { examples, counted, spreads, association } = await viewOf({ data: tinyExperiment.data, tasks: [taskOf('digit', 0), taskOf('parity', 1), taskOf('ink', 2), taskOf('reconstruction', 3)] });
    expect(counted).toBe(40);
    expect(examples.map(({ answers }) => answers.slice(0, 2).map((own) => own?.[0]))).toEqual([[0, 0], [1, 1], [2, 0], [3, 1], [4, 0]]);
    expect(examples[3]?.pixels).toEqual(tinyShard(0, 40).images.slice(3 * 784, 4 * 784));
    expect(examples[3]?.pieces).toEqual([]);
    expect(examples[3]?.answers[3]).toHaveLength(784);
    expect(spreads).toMatchObject([{ kind: 'counts', counts: Array(10).fill(4) }, { counts: [20, 20] }, { kind: 'numbers' }, { kind: 'none' }]);
    const ink = spreads[2];
    if (ink?.kind !== 'numbers') throw new Error('ink is a number');
    expect(ink.lowest).toBeLessThan(ink.mean);
    expect(ink.mean).toBeLessThan(ink.highest);
    // The digit tells its parity, φ² = 1, less 9 / 39, over 1 − 1 / 39; pictures go with nothing.
    const told = Math.sqrt((1 - 9 / 39) / (1 - 1 / 39));
    expect(association[0]?.[1]).toBeCloseTo(told, 6);
    expect(association[1]?.[0]).toBeCloseTo(told, 6);
    expect(association[0]?.[3]).toBeNaN();
  });

  it('has the images that one of a derived set was made of, and no more than the document uses', async () => {
    const data: Experiment['data'] = { ...tinyExperiment.data, dataset: 'multi-mnist', train: 12 };
    const { examples, counted, spreads } = await viewOf({ data, tasks: [taskOf('left-digit', 0), taskOf('right-image', 1)] }, 'train', 20);
    expect([counted, examples.length]).toEqual([12, 12]);
    expect(examples[7]?.pieces[0]).toEqual(tinyShard(0, 40).images.slice(7 * 784, 8 * 784));
    expect([...(examples[7]?.answers[1] ?? [])]).toEqual(Array.from(examples[7]?.pieces[1] ?? [], (byte) => expect.closeTo(byte / 255, 6)));
    expect(spreads[1]).toEqual({ kind: 'none' });
  });

  it('is answered by a worker that holds no run, of another set than that of the run too', async () => {
    const session = startSession();
    const { dataUrl } = session.preparation('a', tinyExperiment);
    const asked = { document: { data: { ...tinyExperiment.data, dataset: 'drawing-styles' as const }, tasks: [taskOf('style', 0)] }, split: 'test' as const, shown: 3, dataUrl };
    expect(await session.ask('view-data', asked)).toMatchObject({ type: 'reply', value: { counted: 20, spreads: [{ counts: [4, 4, 4, 4, 4] }] } });
    const own: Experiment['data'] = { ...tinyExperiment.data, dataset: 'own', own: { fingerprint: 'ab'.repeat(32), name: 'x.zip', train: 9, test: 9, mirrors: false, fields: { image: { kind: 'image', shape: [8, 8, 1], mean: [0], deviation: [1] } } } };
    expect(await session.ask('view-data', { ...asked, document: { data: own, tasks: [taskOf('reconstruction', 0)] } })).toMatchObject({ type: 'refusal', problem: { code: 'data-not-here' } });
  });
});
