import { memory } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Experiment, ExperimentTask } from '../../experiment/schema';
import { trainLabels } from '../../data/labels';
import { createBatchOrder } from '../../data/order/batch-order';
import { useBackend } from '../backend/node-backends';
import type { Trainer } from '../trainer-contract';
import { trainerOf } from '../testing/small-experiments';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { disposeBatch, type Batch } from './batch';
import { createExperimentData } from './experiment-data';
import { openShardStore } from './shard-store';
import { imagesOf as batchImages } from '../testing/images-of';

const sizes = [20, 20, 20];

async function dataOf(experiment: Experiment) {
  const store = await openShardStore('mnist', fetchOf(tinyFiles(sizes, [12, 8])), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.detail);
  const data = createExperimentData(experiment, store.value);
  if (!data.ok) throw new Error(data.error.code);
  await data.value.loadRest(0, () => {});
  return data.value;
}

/** The document with these settings of the labels of its tasks (digit, parity, ink). */
function withLabels(...settings: readonly ExperimentTask['labels'][]): Experiment {
  const tasks = tinyExperiment.tasks.map((task, index) => {
    const labels = settings[index];
    return labels === undefined ? task : { ...task, labels };
  });
  return { ...tinyExperiment, tasks };
}

/** Everything of a batch, which is disposed of. */
async function contentOf(batch: Batch | undefined) {
  if (batch === undefined) throw new Error('no batch');
  const read = async (tensor: { data(): Promise<ArrayLike<number>> }) => Array.from(await tensor.data());
  const content = {
    images: await read(batchImages(batch)),
    targets: await Promise.all(batch.targets.map(read)),
    labels: await Promise.all((batch.labels ?? []).map((labels) => (labels === undefined ? Promise.resolve(undefined) : read(labels)))),
    labelled: batch.labelled,
  };
  disposeBatch(batch);
  return content;
}

describe.each(['cpu', 'wasm'] as const)('training batches on %s', (backend) => {
  beforeEach(() => useBackend(backend));

  it('have labels where the document leaves them, and count them for the whole batch', async () => {
    const labels = { missing: 0.6 };
    const data = await dataOf(withLabels(undefined, labels, { examples: 30 }));
    const plain = await dataOf(tinyExperiment);
    const order = createBatchOrder(tinyExperiment.seed, sizes, 8);
    const drawn = trainLabels(tinyExperiment.seed, 'parity', labels);
    for (let step = 0; step < 4; step += 1) {
      const found = await contentOf(data.batches(step, 8)[0]);
      const expected = await contentOf(plain.batches(step, 8)[0]);
      const indices = [...order.indicesOf(step)];
      const has = [undefined, indices.map((index) => Number(drawn.has(index))), indices.map((index) => Number(index < 30))];
      expect(found.labels).toEqual(has.map((own) => (own?.includes(0) === true ? own : undefined)));
      expect(found.labelled).toEqual(has.map((own) => (own === undefined ? 8 : own.reduce((sum, label) => sum + label, 0))));
      expect([found.images, found.targets]).toEqual([expected.images, expected.targets]);
    }
  });

  it('have as many labels of each class as its imbalance leaves, and none too few of another task', async () => {
    const labels = { imbalance: 9 };
    const data = await dataOf(withLabels(labels, undefined, { imbalance: 50 }));
    const drawn = trainLabels(tinyExperiment.seed, 'digit', labels);
    const order = createBatchOrder(tinyExperiment.seed, sizes, 8);
    const seen = Array.from({ length: 10 }, () => ({ with: 0, of: 0 }));
    for (let step = 0; step < 15; step += 1) {
      const found = await contentOf(data.batches(step, 8)[0]);
      const kept = [...order.indicesOf(step)].map((index, at) => Number(drawn.keeps(index, found.targets[0]?.[at] ?? -1, 10)));
      expect(found.labels[0] ?? Array(8).fill(1)).toEqual(kept);
      // Ink is no class: none of it is rare.
      expect([found.labels[1], found.labels[2]]).toEqual([undefined, undefined]);
      kept.forEach((own, at) => {
        const count = seen[found.targets[0]?.[at] ?? -1];
        if (count !== undefined) [count.with, count.of] = [count.with + own, count.of + 1];
      });
    }
    expect(seen[0]?.with).toBe(seen[0]?.of);
    expect(seen.slice(5).reduce((sum, own) => sum + own.with, 0)).toBeLessThan(0.5 * seen.slice(5).reduce((sum, own) => sum + own.of, 0));
    const [test, sample] = [await contentOf(data.testBatch(0, 9)), await contentOf(data.sampleBatch(0, 9))];
    expect([test.labelled, sample.labelled]).toEqual([undefined, undefined]);
  });

  it('tell each part how many labels the whole batch has, before anything is on the device', async () => {
    const data = await dataOf(withLabels(undefined, { missing: 0.6 }));
    const whole = await contentOf(data.batches(1, 8)[0]);
    const before = memory().numTensors;
    const parts = data.batches(1, 3);
    expect(parts.map(({ labelled }) => labelled)).toEqual([whole.labelled, whole.labelled, whole.labelled]);
    expect(memory().numTensors).toBe(before);
    const own: number[] = [];
    for (const part of parts) own.push(...((await part.labels?.[1]?.data()) ?? Array.from({ length: part.size }, () => 1)));
    expect(own).toEqual(whole.labels[1]);
    for (const part of parts) disposeBatch(part);
    expect(memory().numTensors).toBe(before);
  });

  it('have wrong answers where the document says so, the same in every epoch; tests, validation and train sample never', async () => {
    const noisy = { ...withLabels({ noise: 0.5, missing: 0.5 }, undefined, { noise: 0.5 }), data: { ...tinyExperiment.data, validation: 0.2 } };
    const [data, plain] = await Promise.all([dataOf(noisy), dataOf({ ...noisy, tasks: tinyExperiment.tasks })]);
    const answers = new Map<number, Set<number>>();
    let wrong = 0;
    for (let step = 0; step < 12; step += 1) {
      const [found, expected] = [await contentOf(data.batches(step, 8)[0]), await contentOf(plain.batches(step, 8)[0])];
      expect(found.targets[1]).toEqual(expected.targets[1]);
      // The amount of ink tells these images apart.
      expected.targets[2]?.forEach((ink, example) => {
        const digit = found.targets[0]?.[example] ?? -1;
        answers.set(ink, (answers.get(ink) ?? new Set()).add(digit));
        if (digit !== expected.targets[0]?.[example]) wrong += 1;
      });
    }
    expect([...answers.values()].every((seen) => seen.size === 1)).toBe(true);
    expect(wrong).toBeGreaterThan(24);
    expect(wrong).toBeLessThan(72);
    for (const batchOf of [(own: typeof data) => own.testBatch(0, 9), (own: typeof data) => own.validationBatch(0, 9), (own: typeof data) => own.sampleBatch(0, 9)]) {
      const [found, expected] = [await contentOf(batchOf(data)), await contentOf(batchOf(plain))];
      expect(found).toEqual(expected);
      expect(found.labelled).toBeUndefined();
    }
  });

  it('train: a loss is measured in the steps in which the task has labels, and going on from a state equals not having stopped', async () => {
    const few = withLabels(undefined, { missing: 0.7 }, { missing: 0.9 });
    const experiment: Experiment = { ...few, balancing: { method: 'gradnorm', values: {} }, training: { ...few.training, batchSize: 4 } };
    const data = await dataOf(experiment);
    const through = trainerOf(experiment);
    const present: (readonly boolean[])[] = [];
    const take = async (trainer: Trainer) => {
      const batches = data.batches(trainer.step, 4);
      if (trainer === through) present.push(experiment.tasks.map((_, task) => batches[0]?.labelled?.[task] !== 0));
      await trainer.takeStep(batches);
      batches.forEach(disposeBatch);
    };
    for (let step = 0; step < 7; step += 1) await take(through);
    const again = trainerOf(experiment, structuredClone(await through.state()));
    for (let step = 7; step < 15; step += 1) for (const trainer of [through, again]) await take(trainer);
    expect(await again.state()).toEqual(await through.state());
    const { losses, weights, totals, notFinite } = await through.drain();
    expect(notFinite).toBeUndefined();
    expect(Array.from(losses, (loss) => !Number.isNaN(loss))).toEqual(present.flat());
    expect(Array.from(weights, (weight) => !Number.isNaN(weight))).toEqual(present.flat());
    expect(totals.every(Number.isFinite)).toBe(true);
    // Both kinds of steps were among them.
    expect(new Set(present.map((row) => row.filter(Boolean).length)).size).toBeGreaterThan(1);
    for (const trainer of [through, again]) trainer.dispose();
  });

  it('of a document that says nothing of labels have none of this', async () => {
    const data = await dataOf(withLabels({}, { missing: 0, noise: 0 }));
    const [batch] = data.batches(0, 8);
    expect([batch?.labels, batch?.labelled]).toEqual([undefined, undefined]);
    if (batch !== undefined) disposeBatch(batch);
  });
});
