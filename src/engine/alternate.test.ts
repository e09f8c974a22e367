import { beforeAll, describe, expect, it } from 'vitest';
import { openShardStore } from './data/shard-store';
import type { Experiment } from '../experiment/schema';
import type { RunState } from '../protocol/run-state';
import { useBackend } from './backend/node-backends';
import { disposeBatch } from './data/batch';
import { createExperimentData } from './data/experiment-data';
import { allOf, partOf } from './testing/layer-parts';
import { planOf } from './testing/plans';
import { forked, trainerOf, withTasks } from './testing/small-experiments';
import { fetchOf, tinyFiles } from './testing/tiny-data';
import type { Trainer } from './trainer-contract';

beforeAll(() => useBackend('cpu'));

async function dataOf(experiment: Experiment) {
  const store = await openShardStore('mnist', fetchOf(tinyFiles([30, 30], [12, 8])), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.detail);
  const data = createExperimentData(experiment, store.value);
  if (!data.ok) throw new Error(data.error.code);
  await data.value.loadRest(0, () => {});
  return data.value;
}

async function step(trainer: Trainer, data: Awaited<ReturnType<typeof dataOf>>, at: number): Promise<RunState> {
  const batches = data.batches(at, 16);
  await trainer.takeStep(batches);
  batches.forEach(disposeBatch);
  return trainer.state();
}

const sizes = { ...forked.data, train: 60, test: 20 };

/** Digit and parity of weight 1 by plain gradient descent, on batches of 16. */
const both: Experiment = {
  ...withTasks(forked, ['digit', 'parity']),
  data: sizes,
  tasks: withTasks(forked, ['digit', 'parity']).tasks.map((task) => ({ ...task, weight: 1 })),
  weightsSumToOne: false,
  optimizer: { kind: 'sgd', learningRate: 0.1, values: { momentum: 0 }, groups: [] },
  training: { ...forked.training, batchSize: 16, alternate: 'in-turn' },
};

function aloneOf(id: string): Experiment {
  const { alternate: _, ...training } = both.training;
  return { ...withTasks(both, [id]), training };
}

/** Weights laid out for another document, layer by layer. */
function laidOut(from: Experiment, to: Experiment, weights: Float32Array): Float32Array {
  const { steps, parameters } = planOf(to);
  const found = new Float32Array(parameters);
  for (const { layer, weights: places } of steps) {
    let read = 0;
    const own = partOf(from, layer.id, weights);
    for (const { offset, size } of places) found.set(own.slice(read, (read += size)), offset);
  }
  return found;
}

describe('alternate training', () => {
  it('in turn: two steps are those of two trainings on one task each on the same batches, to the last digit', async () => {
    const [digit, parity] = [aloneOf('digit'), aloneOf('parity')];
    const [data, dataOfDigit, dataOfParity] = [await dataOf(both), await dataOf(digit), await dataOf(parity)];
    const [trainer, first] = [trainerOf(both), trainerOf(digit)];
    const start = await trainer.state();
    const after = await step(trainer, data, 0);
    const expected = await step(first, dataOfDigit, 0);
    for (const { id } of digit.network.layers) expect(allOf(both, id, after)).toEqual(allOf(digit, id, expected));
    expect(allOf(both, 'head-parity', after)).toEqual(allOf(both, 'head-parity', start));

    const untouched = trainerOf(parity);
    const second = trainerOf(parity, { ...(await untouched.state()), weights: laidOut(both, parity, after.weights) });
    const next = await step(trainer, data, 1);
    const expectedNext = await step(second, dataOfParity, 0);
    for (const { id } of parity.network.layers) expect(allOf(both, id, next)).toEqual(allOf(parity, id, expectedNext));
    expect(allOf(both, 'head-digit', next)).toEqual(allOf(both, 'head-digit', after));
    expect(allOf(both, 'conv-1', next)).not.toEqual(allOf(both, 'conv-1', after));
    for (const one of [trainer, first, second, untouched]) one.dispose();
  });

  it.each(['in-turn', 'by-amount', 'each'] as const)('%s: weights and moments that a step does not reach stand still, a muted task’s turn moves nothing, and going on equals not having stopped', async (alternate) => {
    const experiment: Experiment = {
      ...forked,
      data: sizes,
      tasks: forked.tasks.map((task, place) => ({ ...task, weight: [0.5, 0, 0.5][place] ?? 0 })),
      training: { ...forked.training, batchSize: 16, alternate },
    };
    const data = await dataOf(experiment);
    const trainer = trainerOf(experiment);
    let before = await trainer.state();
    const turns = new Set<number>();
    for (let at = 0; at < 6; at += 1) {
      const after = await step(trainer, data, at);
      const labelled = data.batches(at, 16)[0];
      const present = [...(labelled?.labelled ?? []).entries()].filter(([, count]) => count > 0).map(([task]) => task);
      if (labelled !== undefined) disposeBatch(labelled);
      const [task = -1] = present;
      expect(present).toHaveLength(1);
      turns.add(task);
      const moved = experiment.network.layers.filter(({ id }) => JSON.stringify(allOf(experiment, id, after)) !== JSON.stringify(allOf(experiment, id, before))).map(({ id }) => id);
      const heads = ['head-digit', 'head-parity', 'head-reconstruction'];
      if (task === 1) expect(moved).toEqual([]);
      else {
        expect(moved).toContain(heads[task]);
        expect(moved.filter((id) => id.startsWith('head-'))).toEqual([heads[task]]);
        expect(moved).toContain('conv-1');
      }
      before = after;
    }
    expect(turns.size).toBeGreaterThan(1);
    const again = trainerOf(experiment, structuredClone(before));
    expect(await step(again, data, 6)).toEqual(await step(trainer, data, 6));
    const { losses, notFinite } = await trainer.drain();
    expect(notFinite).toBeUndefined();
    // One loss a step.
    expect([...losses].filter(Number.isFinite)).toHaveLength(7);
    for (const one of [trainer, again]) one.dispose();
  });
});
