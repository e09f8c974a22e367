import { memory } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { createByteBudget, type ByteBudget } from '../../lib/byte-budget';
import type { Experiment } from '../../experiment/schema';
import type { TestSplit } from '../../protocol/metrics';
import { useBackend } from '../backend/node-backends';
import { trainerOf } from '../testing/small-experiments';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { disposeBatch, type Batch } from './batch';
import { createExperimentData, type ExperimentData } from './experiment-data';
import { openData } from './open-data';
import { imagesOf as batchImages } from '../testing/images-of';

const shardImages = 20;
/** Images with their labels: what a shard of the made-up MNIST takes in memory. */
const shardSize = shardImages * 785;

const fiveShards: Experiment = { ...tinyExperiment, data: { ...tinyExperiment.data, train: 100, test: 32, validation: 0.1 } };

async function dataOf(experiment: Experiment, limit: number) {
  const asked: string[] = [];
  const budget = createByteBudget(limit);
  const files = fetchOf(tinyFiles([20, 20, 20, 20, 20], [20, 12]), asked);
  const store = await openData(experiment.data, files, () => Promise.resolve(), budget);
  if (!store.ok) throw new Error(store.error.code);
  const data = createExperimentData(experiment, store.value);
  if (!data.ok) throw new Error(data.error.code);
  return { data: data.value, store: store.value, budget, shardsAsked: () => asked.filter((file) => file.endsWith('.bin')) };
}

/** The batch of a step in parts, once its images are there. */
async function batchesOf(data: ExperimentData, step: number): Promise<readonly Batch[]> {
  await data.ready(step);
  expect(data.ready(step)).toBeUndefined();
  return data.batches(step, 5);
}

/** Losses of a training in which each step is followed by a part of a test. */
async function losses(data: ExperimentData, budget: ByteBudget, steps: number, most: number) {
  const trainer = trainerOf(fiveShards);
  const found: { readonly losses: readonly number[]; readonly tested: readonly number[] }[] = [];
  const images: Readonly<Record<TestSplit, readonly [number, (first: number, size: number) => Batch]>> = {
    test: [data.testImages, (...part) => data.testBatch(...part)],
    validation: [data.validationImages, (...part) => data.validationBatch(...part)],
    train: [data.sampleImages, (...part) => data.sampleBatch(...part)],
  };
  const splits = ['test', 'validation', 'train'] as const;
  for (let step = 0; step < steps; step += 1) {
    const batches = await batchesOf(data, step);
    await trainer.takeStep(batches);
    for (const batch of batches) disposeBatch(batch);
    const split = splits[step % 3] ?? 'test';
    const [all, batchOf] = images[split];
    const test = trainer.test();
    for (let first = 0; first < all; first += 8) {
      const part = [first, Math.min(8, all - first)] as const;
      await data.partReady(split, ...part);
      expect(data.partReady(split, ...part)).toBeUndefined();
      const batch = batchOf(...part);
      test.add(batch);
      disposeBatch(batch);
    }
    const result = await test.finish();
    found.push({ losses: [...(await trainer.drain()).losses], tested: result.tasks.map(({ loss }) => loss) });
    expect(budget.used).toBeLessThanOrEqual(most);
  }
  trainer.dispose();
  return found;
}

// WASM has the kernels to keep shards on the device, cpu has not.
describe.each(['cpu', 'wasm'] as const)('data within a budget, on %s', (backend) => {
  beforeEach(() => useBackend(backend));

  it('train a network as without one to the last digit, over more shards than have room, and leave nothing behind', async () => {
    const before = memory().numTensors;
    const roomy = await dataOf(fiveShards, 256e6);
    const expected = await losses(roomy.data, roomy.budget, 30, 256e6);
    expect(new Set(roomy.shardsAsked()).size).toBe(roomy.shardsAsked().length);
    roomy.data.free();

    const tight = await dataOf(fiveShards, 2 * shardSize);
    // At most two shards of a step and two of a part of a test are held: decoded, on the device and
    // as answers.
    const found = await losses(tight.data, tight.budget, 30, 4 * (2 * shardSize + 24 * shardImages));
    expect(found).toEqual(expected);
    expect(tight.shardsAsked().length).toBeGreaterThan(2 * roomy.shardsAsked().length);
    tight.data.free();
    expect(tight.budget.used).toBeLessThanOrEqual(2 * shardSize);
    expect(memory().numTensors).toBe(before);
  });

  it('keep a shard that a step needs whatever else is loaded before its batch is gathered', async () => {
    const { data, store } = await dataOf(fiveShards, shardSize);
    for (let step = 0; step < 13; step += 1) {
      await data.ready(step);
      for (let shard = 0; shard < 5; shard += 1) await store.load('train', shard);
      await data.picked([31]).ready();
      for (const batch of data.batches(step, 8)) disposeBatch(batch);
      expect(data.picked([31]).shown()).toHaveLength(1);
    }
    data.free();
  });

  it('keep the subset of test images once it was asked for', async () => {
    const { data, store } = await dataOf(fiveShards, shardSize);
    await data.subsetReady();
    for (let shard = 0; shard < 5; shard += 1) await store.load('train', shard);
    disposeBatch(data.testBatch(0, 32));
    expect(data.picked([0, 31]).shown()).toHaveLength(2);
    data.free();
  });

  it('load ahead what has room and no more, and say when that is all', async () => {
    const limited = await dataOf(fiveShards, 3.5 * shardSize);
    const progress: (readonly [number, number])[] = [];
    await limited.data.loadRest(0, (...told) => progress.push(told));
    expect(limited.shardsAsked()).toHaveLength(3);
    expect(limited.budget.used).toBeLessThanOrEqual(3.5 * shardSize);
    const [done, total] = progress.at(-1) ?? [];
    expect(done).toBe(total);
    const shares = progress.map(([own, of]) => own / of);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    limited.data.free();
  });
});

describe('a shard on the device', () => {
  beforeEach(() => useBackend('wasm'));

  it('makes room of its decoded images first, and is not loaded again for training', async () => {
    const experiment: Experiment = { ...fiveShards, data: { ...fiveShards.data, validation: 0, test: 20 } };
    // All shards decoded and a few on the device, or the other way round, but not all on both sides.
    const { data, shardsAsked } = await dataOf(experiment, 8.5 * shardSize);
    await data.loadRest(0, () => {});
    expect(shardsAsked()).toHaveLength(6);
    for (let step = 0; step < 40; step += 1) {
      expect(data.ready(step)).toBeUndefined();
      for (const batch of data.batches(step, 8)) disposeBatch(batch);
    }
    expect(shardsAsked()).toHaveLength(6);
    data.free();
  });
});

describe.each(['digit-hunt', 'multi-mnist'] as const)('the derived set %s within a budget', (dataset) => {
  beforeEach(() => useBackend('cpu'));

  const experiment: Experiment = { ...fiveShards, data: { ...fiveShards.data, dataset } };

  it('has the same batches as without one', async () => {
    const [roomy, tight] = [await dataOf(experiment, 256e6), await dataOf(experiment, 3 * shardSize)];
    for (const step of [0, 5, 11]) {
      const [expected, found] = await Promise.all(
        [roomy, tight].map(async ({ data }) => {
          const [batch, ...others] = await batchesOf(data, step);
          const images = Array.from((batch && (await batchImages(batch).data())) ?? []);
          for (const own of [batch, ...others]) if (own !== undefined) disposeBatch(own);
          return images;
        }),
      );
      expect(found?.length).toBeGreaterThan(0);
      expect(found).toEqual(expected);
    }
    for (const { data } of [roomy, tight]) data.free();
  });

  it('has the same shards as without one, composed again where they went', async () => {
    const [roomy, tight] = [await dataOf(experiment, 256e6), await dataOf(experiment, 3 * shardSize)];
    for (const shard of [0, 3, 0]) {
      const [expected, found] = [await roomy.store.load('train', shard), await tight.store.load('train', shard)];
      expect(found).toEqual(expected);
    }
    expect(tight.shardsAsked().length).toBeGreaterThan(roomy.shardsAsked().length);
    expect(tight.store.loaded('train', 3)).toBeUndefined();
  });
});
