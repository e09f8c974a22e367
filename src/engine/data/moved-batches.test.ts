import { dispose, engine, memory, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { imagesOf } from '../../domain/datasets/dataset';
import { datasetById } from '../../domain/datasets/datasets';
import type { Target } from '../../domain/targets/target';
import { createBatchOrder, shardOf, shardStarts } from '../../data/order/batch-order';
import { exampleAt, type ExampleShard } from '../../data/example-shard';
import { trainLabels } from '../../data/labels';
import { movedAnswers } from '../../data/moved-answers';
import { createMoves, movedExample } from '../../data/moves';
import { augmentationOf, tasksOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { lossPairs } from '../losses/losses';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { disposeBatch, type Batch } from './batch';
import { createExperimentData } from './experiment-data';
import { openData } from './open-data';
import type { ShardStore } from './shard-store';
import { imagesOf as batchImages } from '../testing/images-of';

const sizes = [20, 20, 20];
const batchSize = 8;
const { shape } = imagesOf(datasetById('digit-hunt'));
const [height = 0, width = 0, channels = 0] = shape;

const whole = { shift: 4, flip: true };
const turned = { shift: 2, flip: true, rotate: 40, zoom: 0.4, contrast: 0.2, brightness: 0.1, crop: 0.3, noise: 0.1, cutout: 0.4 };

/** Digit, box and mask of digit hunt, augmented so. */
function hunt(augmentation: Experiment['data']['augmentation'], labels: Experiment['tasks'][number]['labels'] = {}): Experiment {
  return {
    ...tinyExperiment,
    data: { dataset: 'digit-hunt', train: 60, test: 20, validation: 0, ...(augmentation === undefined ? {} : { augmentation }) },
    tasks: [
      { id: 'digit', kind: 'digit', colour: 0, weight: 0.4 },
      { id: 'box', kind: 'box', colour: 1, weight: 0.3, labels },
      { id: 'mask', kind: 'mask', colour: 2, weight: 0.3 },
    ],
    training: { ...tinyExperiment.training, batchSize },
  };
}

/** The examples of digit hunt out of so large files, with other boxes where `boxes` gives some. */
async function storeOf(files: readonly number[], boxes?: (row: number) => readonly number[]): Promise<ShardStore> {
  const opened = await openData(hunt(undefined).data, fetchOf(tinyFiles(files, [20])), () => Promise.resolve());
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  for (const shard of files.keys()) await store.load('train', shard);
  if (boxes === undefined) return store;
  const changed = (shard: ExampleShard): ExampleShard => {
    const values = Int32Array.from(Array.from({ length: shard.count }, (_, row) => boxes(row)).flat());
    return { ...shard, fields: { ...shard.fields, box: { values, size: 4 } } };
  };
  const shards = files.map((_, shard) => store.loaded('train', shard)).map((shard) => shard && changed(shard));
  return { ...store, loaded: (split, shard) => (split === 'train' ? shards[shard] : store.loaded(split, shard)) };
}

function dataOf(experiment: Experiment, store: ShardStore) {
  const data = createExperimentData(experiment, store);
  if (!data.ok) throw new Error(data.error.code);
  return data.value;
}

async function contentOf(batch: Batch | undefined) {
  if (batch === undefined) throw new Error('no batch');
  const read = async (from: Batch['targets'][number] | undefined) => from && { shape: from.shape, values: [...(await from.data())] };
  const { labelled } = batch;
  const content = { images: await read(batchImages(batch)), targets: await Promise.all(batch.targets.map(read)), labels: await Promise.all((batch.labels ?? []).map(read)), labelled };
  disposeBatch(batch);
  return content;
}

/** The examples of a step, one by one, with their moves. */
function examplesOf(experiment: Experiment, store: ShardStore, step: number, files: readonly number[] = sizes) {
  const moves = createMoves(experiment.seed, augmentationOf(experiment.data), 60, batchSize, [height, width, channels])(step);
  const starts = shardStarts(files);
  const examples = Array.from(createBatchOrder(experiment.seed, files, batchSize).indicesOf(step), (index) => {
    const number = shardOf(starts, index);
    const shard = store.loaded('train', number);
    if (shard === undefined) throw new Error('not loaded');
    return { index, example: exampleAt(shard, index - (starts[number] ?? 0)) };
  });
  const answersOf = (target: Target) =>
    movedAnswers(target, moves, batchSize, [height, width, channels], (at) => Float32Array.from(target.encode?.(examples[at]?.example ?? (() => new Uint8Array())) ?? []));
  return { moves, examples, answersOf };
}

/** What is made, and how many tensors of it were made of numbers, each of which is an upload. */
function uploaded<Made>(make: () => Made): readonly [made: Made, uploads: number] {
  const making = vi.spyOn(engine(), 'makeTensor');
  const made = make();
  const uploads = making.mock.calls.length;
  making.mockRestore();
  return [made, uploads];
}

/** Boxes in a corner, of which shifts by up to four pixels leave nothing in some images. */
const cornered = () => [0, 0, 2, 3];

describe.each(['cpu', 'wasm'] as const)('augmented training batches on %s', (name) => {
  beforeEach(() => useBackend(name));

  it.each([
    ['whole pixels', whole],
    ['less than whole pixels', turned],
  ])('have boxes and masks moved by %s as their images are, also across shards; other answers stay', async (_, augmentation) => {
    const experiment = hunt(augmentation);
    const store = await storeOf(sizes);
    const [data, plain] = [dataOf(experiment, store), dataOf(hunt(undefined), store)];
    const targets = tasksOf(experiment).map(({ target }) => target);
    for (let step = 0; step < 5; step += 1) {
      const { moves, examples, answersOf } = examplesOf(experiment, store, step);
      const [found, still] = [await contentOf(data.batches(step, batchSize)[0]), await contentOf(plain.batches(step, batchSize)[0])];
      const expected = targets.map(answersOf);
      expect(expected.map((own) => own?.length)).toEqual([undefined, batchSize, batchSize]);
      expect(found.targets[0]).toEqual(still.targets[0]);
      expect(found.targets[1]).toEqual({ shape: [batchSize, 4], values: (expected[1] ?? []).flatMap((own) => [...(own ?? [])]) });
      expect(found.targets[2]).toEqual({ shape: [batchSize, height, width], values: (expected[2] ?? []).flatMap((own) => [...(own ?? [])]) });
      expect(found.targets[2]?.values).not.toEqual(still.targets[2]?.values);
      expect(found.labelled).toBeUndefined();
      // The images are moved by the same moves.
      const { mean, deviation } = imagesOf(datasetById('digit-hunt'));
      const bytes = examples.flatMap(({ example }, at) => [...movedExample(Uint8Array.from(example('image')), [height, width, channels], moves, at)]);
      const off = bytes.map((byte, at) => Math.abs((byte / 255 - (mean[0] ?? 0)) / (deviation[0] ?? 1) - (found.images?.values[at] ?? Number.NaN)));
      expect(off.reduce((most, one) => Math.max(most, one), 0)).toBeLessThan(1e-3);
    }
    data.free();
    plain.free();
  });

  it('have no label for a box that was moved out of the image, joined with those that the document leaves out', async () => {
    const missing = { missing: 0.4 };
    const store = await storeOf(sizes, cornered);
    const [experiment, complete] = [hunt(whole, missing), hunt(whole)];
    const drawn = trainLabels(experiment.seed, 'box', missing);
    const [, task] = tasksOf(complete);
    if (task === undefined) throw new Error('no box');
    let gone = 0;
    for (let step = 0; step < 4; step += 1) {
      const { examples, answersOf } = examplesOf(complete, store, step);
      const left = (answersOf(task.target) ?? []).map((own) => Number(own !== undefined));
      const both = left.map((own, at) => own * Number(drawn.has(examples[at]?.index ?? -1)));
      for (const [document, weights] of [
        [complete, left],
        [experiment, both],
      ] as const) {
        const found = await contentOf(dataOf(document, store).batches(step, batchSize)[0]);
        const count = weights.reduce((sum, own) => sum + own, 0);
        expect(found.labels).toEqual([undefined, { shape: [batchSize], values: weights }, undefined]);
        expect(found.labelled).toEqual([batchSize, count, batchSize]);
        weights.forEach((weight, at) => {
          if (weight === 0 && left[at] === 0) expect(found.targets[1]?.values.slice(4 * at, 4 * at + 4)).toEqual([0, 0, 0, 0]);
        });
      }
      gone += left.filter((own) => own === 0).length;
    }
    expect(gone).toBeGreaterThan(0);
    expect(gone).toBeLessThan(4 * batchSize);
  });

  it('tell each part how many boxes are left in the whole batch, before anything is on the device', async () => {
    const data = dataOf(hunt(whole), await storeOf(sizes, cornered));
    const batch = await contentOf(data.batches(1, batchSize)[0]);
    expect(batch.labelled?.[1]).toBeLessThan(batchSize);
    const before = memory().numTensors;
    const parts = data.batches(1, 3);
    expect(parts.map(({ labelled }) => labelled)).toEqual([batch.labelled, batch.labelled, batch.labelled]);
    expect(memory().numTensors).toBe(before);
    const [boxes, weights]: [number[], number[]] = [[], []];
    for (const part of parts) {
      boxes.push(...((await part.targets[1]?.data()) ?? []));
      weights.push(...((await part.labels?.[1]?.data()) ?? Array.from({ length: part.size }, () => 1)));
    }
    expect(boxes).toEqual(batch.targets[1]?.values);
    expect(weights).toEqual(batch.labels[1]?.values);
    parts.forEach(disposeBatch);
    expect(memory().numTensors).toBe(before);
    data.free();
  });

  it.each(['giou', 'smooth-l1'] as const)('leave a box that is gone out of %s: neither what is predicted for it counts nor does it have a gradient', async (loss) => {
    const data = dataOf(hunt(whole), await storeOf(sizes, cornered));
    const [batch] = data.batches(1, batchSize);
    const [target, weights] = [batch?.targets[1], batch?.labels?.[1]];
    if (batch === undefined || target === undefined || weights === undefined) throw new Error('all boxes are left');
    const gone = [...(await weights.data())].map((weight) => weight === 0);
    const evaluated = async (outOfImage: number) => {
      const { value, cotangent } = tidy(() => {
        const prediction = tensor(gone.flatMap((own, at) => [0, 1, 2, 3].map((place) => (own ? outOfImage : Math.sin(at + place)))), [batchSize, 4]);
        return { ...lossPairs[loss].evaluate(prediction, target, weights, batch.labelled?.[1] ?? 0, {}) };
      });
      const read = { value: (await value.data())[0], cotangent: [...(await cotangent.data())] };
      dispose([value, cotangent]);
      return read;
    };
    const [one, other] = [await evaluated(1), await evaluated(-2)];
    expect(one).toEqual(other);
    expect(one.value).toBeGreaterThan(0);
    gone.forEach((own, at) => expect(one.cotangent.slice(4 * at, 4 * at + 4).every((slope) => slope === 0)).toBe(own));
    disposeBatch(batch);
    data.free();
  });

  it('leave nothing on the device but what the batch is', async () => {
    const data = dataOf(hunt(turned), await storeOf([60]));
    data.batches(0, batchSize).forEach(disposeBatch);
    const before = memory().numTensors;
    const [batch] = data.batches(1, batchSize);
    expect(memory().numTensors).toBe(before + 4);
    if (batch !== undefined) disposeBatch(batch);
    expect(memory().numTensors).toBe(before);
    data.free();
  });
});

it.each([
  ['whole pixels', whole],
  ['less than whole pixels', turned],
])('out of one shard cost two uploads on a device that keeps the bytes, moved by %s: rows with moves, then answers and labels together', async (_, augmentation) => {
  await useBackend('wasm');
  const data = dataOf(hunt(augmentation, { missing: 0.4 }), await storeOf([60], cornered));
  data.batches(0, batchSize).forEach(disposeBatch);
  const [batch, uploads] = uploaded(() => data.batches(1, batchSize)[0]);
  expect(batch?.labels?.[1]).toBeDefined();
  expect(uploads).toBe(2);
  if (batch !== undefined) disposeBatch(batch);
  data.free();
});

it('without augmentation are those of the answers as they are, in one upload of rows', async () => {
  await useBackend('wasm');
  const experiment = hunt(undefined);
  const store = await storeOf([60]);
  const data = dataOf(experiment, store);
  data.batches(0, batchSize).forEach(disposeBatch);
  const [batch, uploads] = uploaded(() => data.batches(1, batchSize)[0]);
  expect(uploads).toBe(1);
  const { examples } = examplesOf(experiment, store, 1, [60]);
  const found = await contentOf(batch);
  expect(found.targets[2]?.values).toEqual(examples.flatMap(({ example }) => [...example('mask')]));
  data.free();
});
