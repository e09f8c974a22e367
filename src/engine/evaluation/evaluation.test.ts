import { memory } from '@tensorflow/tfjs-core';
import { beforeEach, expect, it } from 'vitest';
import { createByteBudget } from '../../lib/byte-budget';
import type { Experiment } from '../../experiment/schema';
import type { TestSplit } from '../../protocol/metrics';
import { useBackend } from '../backend/node-backends';
import { createExperimentData, type ExperimentData } from '../data/experiment-data';
import { openShardStore } from '../data/shard-store';
import { trainerOf } from '../testing/small-experiments';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { createEvaluation, type PartReady } from './evaluation';

const experiment: Experiment = { ...tinyExperiment, data: { ...tinyExperiment.data, train: 60, test: 52, validation: 0.3 } };
const splits: readonly TestSplit[] = ['test', 'validation', 'train'];

beforeEach(() => useBackend('cpu'));

/** Data of which nothing is loaded, in a store with so many bytes. */
async function dataWithin(limit: number): Promise<ExperimentData> {
  const files = fetchOf(tinyFiles([20, 20, 20], [20, 20, 12]));
  const store = await openShardStore('mnist', files, () => Promise.resolve(), createByteBudget(limit));
  const data = store.ok ? createExperimentData(experiment, store.value) : store;
  if (!data.ok) throw new Error(data.error.code);
  return data.value;
}

/** The tests over all images of each split, whose parts `partReady` gets. */
async function tested(data: ExperimentData, partReady: (split: TestSplit) => PartReady, unlessLost = <Value>(work: Promise<Value>) => work) {
  const trainer = trainerOf(experiment);
  const evaluation = createEvaluation(trainer, data, 'slow', { between: () => Promise.resolve(), unlessLost });
  const points = [];
  for (const split of splits) points.push(await evaluation.all(split, partReady(split), () => false, () => {}));
  evaluation.dispose();
  trainer.dispose();
  data.free();
  return points;
}

const loading =
  (data: ExperimentData) =>
  (split: TestSplit): PartReady =>
  async (first, size) =>
    (await data.partReady(split, first, size))?.ok ?? true;

it('tests all images of a split part by part, with room for one shard as with room for all', async () => {
  const [roomy, tight] = [await dataWithin(256e6), await dataWithin(20_000)];
  const expected = await tested(roomy, loading(roomy));
  expect(expected.map((point) => [point?.split, point?.images])).toEqual([
    ['test', 52],
    ['validation', 18],
    ['train', 42],
  ]);
  expect(await tested(tight, loading(tight))).toEqual(expected);
});

it('waits for images outside of what the device is watched for', async () => {
  const data = await dataWithin(20_000);
  let watched = 0;
  const unlessLost = async <Value>(work: Promise<Value>): Promise<Value> => {
    watched += 1;
    const value = await work;
    watched -= 1;
    return value;
  };
  const asked: number[] = [];
  await tested(
    data,
    (split) => async (first, size) => {
      asked.push(watched);
      return loading(data)(split)(first, size);
    },
    unlessLost,
  );
  expect(asked).toEqual([4, 2, 3].flatMap((parts) => Array<number>(parts).fill(0)));
});

it('is broken off where images are not to be had, and leaves nothing behind', async () => {
  const data = await dataWithin(256e6);
  const before = memory().numTensors;
  const points = await tested(data, (split) => async (first, size) => first < 16 && loading(data)(split)(first, size));
  expect(points).toEqual([undefined, undefined, undefined]);
  expect(memory().numTensors).toBe(before);
});
