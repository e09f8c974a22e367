import { grad, reshape, sum, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { analyseExperiment, datasetOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { OwnData } from '../../experiment/own-data';
import { readExperiment } from '../../experiment/read-document';
import type { Experiment } from '../../experiment/schema';
import { encodeShard, readShard } from '../../data/shard-codec';
import { shardFault } from '../../data/shard-faults';
import { createByteBudget } from '../../lib/byte-budget';
import { randomKey, randomNormal, randomUniform } from '../../lib/random';
import { ok } from '../../lib/result';
import { compile } from '../../plan/compile';
import { useBackend } from '../backend/node-backends';
import { layer, wires } from '../testing/drawn';
import { jointGradient } from '../testing/passes';
import { trainerOf } from '../testing/small-experiments';
import { stockLosses } from '../testing/stock/network';
import { disposeBatch, type Batch } from './batch';
import { createExperimentData, type ExperimentData } from './experiment-data';
import { keepShards, type ShardStore } from './shard-store';

/** 20 flowers a file, of three kinds: a picture of 4 × 6, three measures, and where it grew. */
const count = 20;
const means = [5, -2, 100];
const deviations = [2, 0.5, 30];

const facts: OwnData = {
  fingerprint: 'a'.repeat(64),
  name: 'flowers',
  train: 2 * count,
  test: count,
  mirrors: false,
  fields: {
    image: { kind: 'image', shape: [4, 6, 1], mean: [0.4], deviation: [0.3], mayBeMissing: true },
    measures: { kind: 'vector', size: 3, mean: means, deviation: deviations, mayBeMissing: true },
    place: { kind: 'class', classes: [{ text: 'field' }, { text: 'wood' }], mayBeMissing: true },
    words: { kind: 'tokens', vocabulary: 60, length: 4 },
    flower: { kind: 'class', classes: [{ text: 'iris' }, { text: 'rose' }, { text: 'lily' }] },
  },
};

const { image: _image, ...withoutImage } = facts.fields;
/** The same without pictures. */
const table: OwnData = { ...facts, fields: withoutImage };

const key = randomKey('flowers');
const kindOf = (index: number) => index % 3;
const isMissing = (index: number, every: number) => index % every === 3;
const measureOf = (index: number, column: number) => (means[column] ?? 0) + (deviations[column] ?? 1) * (randomNormal(key, 3 * index + column) + 2 * Number(kindOf(index) === column));

function planesOf(first: number) {
  const rows = Array.from({ length: count }, (_, row) => first + row);
  const pixels = rows.flatMap((index) => Array.from({ length: 24 }, (_, at) => Math.floor(255 * randomUniform(key, 24 * index + at))));
  return {
    image: { values: Uint8Array.from(pixels), size: 24, missing: Uint8Array.from(rows, (index) => Number(isMissing(index, 7))) },
    // One number of one flower was not taken.
    measures: {
      values: Float32Array.from(rows.flatMap((index) => [0, 1, 2].map((column) => (index === 1 && column === 2 ? Number.NaN : measureOf(index, column))))),
      size: 3,
      missing: Uint8Array.from(rows, (index) => Number(isMissing(index, 5))),
    },
    place: { values: Uint8Array.from(rows, (index) => (index >> 1) % 2), size: 1, missing: Uint8Array.from(rows, (index) => Number(isMissing(index, 4))) },
    words: { values: Int32Array.from(rows.flatMap((index) => [index, 1, 2, 3])), size: 4 },
    flower: { values: Uint8Array.from(rows, kindOf), size: 1 },
  };
}

/** The made-up data as files hold them, all loaded. */
async function storeOf({ data }: Experiment): Promise<ShardStore> {
  const budget = createByteBudget(1e8);
  const shards = keepShards('mnist', budget);
  const dataset = datasetOf({ data });
  for (const [split, number, first] of [['train', 0, 0], ['train', 1, count], ['test', 0, 2 * count]] as const) {
    const planes = Object.entries(planesOf(first)).filter(([name]) => name in dataset.fields);
    const shard = await readShard(encodeShard({ dataset: 'mnist', count, fields: Object.fromEntries(planes) }));
    expect(shardFault(dataset, shard)).toBeUndefined();
    shards.add(split, number, shard);
  }
  const files = (numbers: readonly number[]) => ({ images: count * numbers.length, shards: numbers.map((number) => ({ file: `${number}`, images: count, bytes: 1 })) });
  return {
    dataset: 'mnist',
    index: { train: files([0, 1]), test: files([0]) },
    budget,
    loaded: (split, number) => shards.loaded(split, number),
    offer: () => {},
    load: (split, number) => {
      const there = shards.loaded(split, number);
      if (there === undefined) throw new Error('all are loaded');
      return Promise.resolve(ok(there));
    },
  };
}

async function dataOf(experiment: Experiment): Promise<ExperimentData> {
  const data = createExperimentData(experiment, await storeOf(experiment));
  if (!data.ok) throw new Error(data.error.code);
  return data.value;
}

const document = (own: OwnData, network: Pick<Experiment['network'], 'layers' | 'wires'>): Experiment => ({
  ...defaultExperiment,
  data: { dataset: 'own', own, train: 2 * count, test: count, validation: 0 },
  tasks: [{ id: 'flower', kind: 'classify', field: 'flower', colour: 0, weight: 1 }],
  weightsSumToOne: false,
  network: { ...network, ties: [] },
  optimizer: { kind: 'adam', learningRate: 0.02, values: {}, groups: [] },
  training: { ...defaultExperiment.training, batch: 'mini', batchSize: 8 },
});

const dense = layer('dense', 'dense', { units: 8, activation: 'tanh' });
const head = layer('head-flower', 'head', { task: 'flower' });

/** Measures alone, which enter where no field is named in a set without images. */
const tabular = document(table, { layers: [layer('in', 'input'), dense, head], wires: wires('in > dense > head-flower') });

/** A half of the picture, the measures and the place, side by side. */
const merged = document(facts, {
  layers: [
    layer('left', 'input', { field: 'left' }),
    layer('measures', 'input', { source: 'measures' }),
    layer('place', 'input', { source: 'place' }),
    layer('flat', 'flatten'),
    layer('own', 'dense', { units: 3, activation: 'tanh' }),
    layer('sum', 'add'),
    layer('all', 'concat'),
    dense,
    head,
  ],
  wires: wires('left > flat > all', 'measures > own > sum > all', 'measures > sum', 'place > all > dense > head-flower'),
});

async function read(batch: Batch | undefined, name: string): Promise<readonly number[]> {
  return Array.from((await batch?.inputs[name]?.data()) ?? []);
}

describe.each(['cpu', 'wasm'] as const)('what a network takes in, on %s', (backend) => {
  beforeEach(() => useBackend(backend));

  it('is each field that an input names and no other, standardised, the mean where it is missing', async () => {
    const data = await dataOf(merged);
    const batch = data.testBatch(0, count);
    expect(Object.fromEntries(Object.entries(batch.inputs).map(([name, { shape }]) => [name, shape]))).toEqual({
      image: [count, 4, 6, 1],
      measures: [count, 3],
      place: [count, 2],
    });
    const rows = Array.from({ length: count }, (_, row) => 2 * count + row);
    const { image } = planesOf(2 * count);
    const expected = {
      image: rows.flatMap((index, row) => Array.from(image.values.subarray(24 * row, 24 * row + 24), (byte) => (isMissing(index, 7) ? 0 : (byte / 255 - 0.4) / 0.3))),
      measures: rows.flatMap((index) => means.map((mean, column) => (isMissing(index, 5) ? 0 : (measureOf(index, column) - mean) / (deviations[column] ?? 1)))),
      place: rows.flatMap((index) => [0, 1].map((place) => Number(!isMissing(index, 4) && (index >> 1) % 2 === place))),
    };
    for (const [name, values] of Object.entries(expected)) {
      const found = await read(batch, name);
      expect(found.length).toBe(values.length);
      const apart = values.filter((value, at) => !(Math.abs(value - (found[at] ?? Number.NaN)) < 1e-4));
      expect([name, apart]).toEqual([name, []]);
    }
    disposeBatch(batch);
    data.free();
  });

  it('takes a number that was not taken as the mean, also in a batch out of two files', async () => {
    const data = await dataOf(tabular);
    for (let step = 0; step < 6; step += 1) {
      for (const batch of data.batches(step, 8)) {
        const { measures, ...others } = batch.inputs;
        expect([measures?.shape, Object.keys(others)]).toEqual([[8, 3], []]);
        expect((await read(batch, 'measures')).every(Number.isFinite)).toBe(true);
        disposeBatch(batch);
      }
    }
    data.free();
  });

  it.each([['measures alone', tabular], ['a picture, measures and a class', merged]])('%s: the gradient is that of TensorFlow.js, and training learns', async (_, experiment) => {
    const data = await dataOf(experiment);
    const compiled = compile(experiment);
    if (!compiled.ok) throw new Error(compiled.error.detail);
    const plan = compiled.value;
    const trainer = trainerOf(experiment);
    const { weights } = await trainer.state();
    const [batch] = data.batches(0, 8);
    if (batch === undefined) throw new Error('no batch');
    if (backend === 'cpu') {
      const own = tidy(() => jointGradient(plan, weights, batch, [1], true));
      const stock = tidy(() => grad((flat) => sum(stockLosses(experiment, plan, reshape(flat, [plan.parameters]), batch)))(tensor1d(weights)));
      const [found, expected] = [await own.data(), await stock.data()];
      expect(found.length).toBe(plan.parameters);
      expect(Array.from(found).filter((value, at) => !(Math.abs(value - (expected[at] ?? Number.NaN)) < 1e-5))).toEqual([]);
      expect(Math.max(...found)).toBeGreaterThan(1e-3);
    }
    disposeBatch(batch);
    for (let step = 0; step < 60; step += 1) {
      const batches = data.batches(step, 8);
      await trainer.takeStep(batches);
      batches.forEach(disposeBatch);
    }
    const { losses } = await trainer.drain();
    expect(losses[0]).toBeGreaterThan(0.8);
    expect(losses.at(-1)).toBeLessThan(0.5);
    trainer.dispose();
    data.free();
  });
});

test('tokens, and fields that there are not, are told at the input', () => {
  const fed = (source: string) => {
    const layers = merged.network.layers.map((one) => (one.id === 'place' ? { ...one, values: { source } } : one));
    return analyseExperiment({ ...merged, network: { ...merged.network, layers } });
  };
  expect(fed('place').faults).toEqual([]);
  expect(fed('words').faults[0]).toEqual({ layer: 'place', code: 'field-not-an-input', params: { field: 'words' }, blocks: true });
  expect(fed('petals').faults[0]).toEqual({ layer: 'place', code: 'no-input-field', params: { field: 'petals' }, blocks: true });
  expect(fed('constructor').faults[0]?.code).toBe('no-input-field');
});

test('a document on numbers alone is read as it is, and one that nothing can enter is not', () => {
  expect(readExperiment(structuredClone(tabular))).toEqual(ok({ experiment: tabular, repairs: [] }));
  const nothing = { ...table, fields: { flower: facts.fields['flower'] } };
  const uneven = { ...table, fields: { ...table.fields, measures: { kind: 'vector', size: 4, mean: means, deviation: deviations } } };
  for (const own of [nothing, uneven]) {
    const found = readExperiment({ ...structuredClone(tabular), data: { ...tabular.data, own } });
    expect(found.ok && found.value.experiment.data.dataset).toBe('mnist');
  }
});
