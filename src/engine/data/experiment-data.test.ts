import { beforeAll, describe, expect, it } from 'vitest';
import { memory } from '@tensorflow/tfjs-core';
import { augmentationOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { moveOf } from '../../data/moved-rows';
import { movedPlainly } from '../../data/testing/moved-plainly';
import { fetchOf, tinyExperiment, tinyFiles, tinyShard } from '../testing/tiny-data';
import { disposeBatch, type Batch } from './batch';
import { createExperimentData } from './experiment-data';
import { createMoves } from '../../data/moves';
import { openShardStore } from './shard-store';
import { imagesOf as batchImages } from '../testing/images-of';

beforeAll(() => useBackend('cpu'));

async function dataOf(experiment: Experiment, asked: string[] = []) {
  const store = await openShardStore('mnist', fetchOf(tinyFiles([20, 20, 20], [12, 8]), asked), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.detail);
  const data = createExperimentData(experiment, store.value);
  if (!data.ok) throw new Error(data.error.code);
  return data.value;
}

/** Byte 0 as the network gets it. */
const normalisedBlack = Math.fround(-0.1307 / 0.3081);

/** Images and targets of a batch, which is disposed of. */
async function valuesOf(batch: Batch | undefined): Promise<readonly number[][]> {
  if (batch === undefined) throw new Error('no batch');
  const values = await Promise.all([...Object.values(batch.inputs), ...batch.targets].map(async (tensor) => [...(await tensor.data())]));
  disposeBatch(batch);
  return values;
}

const withData = (data: Partial<Experiment['data']>): Experiment => ({ ...tinyExperiment, data: { ...tinyExperiment.data, ...data } });

describe('the data of an experiment', () => {
  it('are refused when fewer images are prepared than asked for', async () => {
    const store = await openShardStore('mnist', fetchOf(tinyFiles([20], [12])), () => Promise.resolve());
    if (!store.ok) throw new Error(store.error.detail);
    const result = createExperimentData(withData({ train: 21, test: 12 }), store.value);
    expect(result).toMatchObject({ ok: false, error: { code: 'too-few-images', params: { asked: 21, prepared: 20 } } });
  });

  it('are loaded in the order of need: first step, test subset, the rest; and a step says what it waits for', async () => {
    const asked: string[] = [];
    const data = await dataOf(withData({ train: 60 }), asked);
    const waiting = data.ready(0);
    expect(waiting).toBeDefined();
    const progress: number[] = [];
    await data.loadRest(0, (done, total) => progress.push(done / total));
    expect((await waiting)?.ok).toBe(true);
    expect(data.ready(0)).toBeUndefined();
    const [, first, ...rest] = asked;
    expect(first).toMatch(/train/);
    expect(rest.slice(0, 2)).toEqual(['mnist/test-0.bin', 'mnist/test-1.bin']);
    expect(asked).toHaveLength(1 + 3 + 2);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  it('never train on what is set aside for validation, and hand that out apart', async () => {
    const asked: string[] = [];
    const data = await dataOf(withData({ train: 50, validation: 0.3 }), asked);
    await data.loadRest(0, () => {});
    expect(data.validationImages).toBe(15);
    expect((await data.partReady('validation', 0, 15))?.ok ?? true).toBe(true);
    const inks = new Set<number>();
    for (let step = 0; step < 20; step += 1) {
      for (const batch of data.batches(step, 100)) {
        for (const ink of (await batch.targets[2]?.data()) ?? []) inks.add(ink);
        disposeBatch(batch);
      }
    }
    // The amount of ink tells these images apart.
    expect(inks.size).toBe(35);
    const aside = data.validationBatch(0, 15);
    const others = new Set(await aside.targets[2]?.data());
    disposeBatch(aside);
    expect(others.size).toBe(15);
    expect([...others].some((ink) => inks.has(ink))).toBe(false);
    // The next fold sets others aside; together with the rest they are all.
    const next = await dataOf(withData({ train: 50, validation: 0.3, fold: 1 }), asked);
    await next.partReady('validation', 0, next.validationImages);
    const second = next.validationBatch(0, next.validationImages);
    for (const ink of (await second.targets[2]?.data()) ?? []) expect(others.has(ink)).toBe(false);
    disposeBatch(second);
  });

  it('come to the device normalised, with the targets of each task, cut into parts', async () => {
    const data = await dataOf(tinyExperiment);
    await data.loadRest(0, () => {});
    const before = memory().numTensors;
    const parts = data.batches(0, 3);
    expect(parts.map((part) => part.size)).toEqual([3, 3, 2]);
    const [whole] = data.batches(0, 8);
    if (whole === undefined) throw new Error('no batch');
    const joined = [];
    for (const part of parts) joined.push(...(await batchImages(part).data()));
    expect(joined).toEqual([...(await batchImages(whole).data())]);
    expect(batchImages(whole).shape).toEqual([8, 28, 28, 1]);
    expect(whole.targets.map((target) => [target.shape, target.dtype])).toEqual([
      [[8], 'int32'],
      [[8], 'int32'],
      [[8, 1], 'float32'],
    ]);
    const digits = [...((await whole.targets[0]?.data()) ?? [])];
    expect([...((await whole.targets[1]?.data()) ?? [])]).toEqual(digits.map((digit) => digit % 2));
    for (const part of [...parts, whole]) disposeBatch(part);
    expect(memory().numTensors).toBe(before);
  });

  it('are moved for training alone, anew in each epoch: images and what is to be drawn of them; other answers stay', async () => {
    const tasks = [...tinyExperiment.tasks, { id: 'image', kind: 'reconstruction', colour: 0, weight: 0 } as const];
    const plainly = { ...tinyExperiment, tasks, data: { ...tinyExperiment.data, train: 20, validation: 0.2 } };
    const augmented = { ...plainly, data: { ...plainly.data, augmentation: { shift: 4, flip: true } } };
    const [plain, moved] = await Promise.all([dataOf(plainly), dataOf(augmented)]);
    for (const data of [plain, moved]) await data.loadRest(0, () => {});
    const moves = createMoves(plainly.seed, augmentationOf(augmented.data), 16, 8, [28, 28, 1]);
    const seen = new Map<number, Set<number>>();
    for (let step = 0; step < 6; step += 1) {
      const whole = moves(step);
      if (whole?.kind !== 'whole') throw new Error('not moved by whole pixels');
      const [expected, found] = [await valuesOf(plain.batches(step, 100)[0]), await valuesOf(moved.batches(step, 100)[0])];
      for (let example = 0; example < 8; example += 1) {
        const bits = whole.bits[example] ?? 0;
        const ofExample = (values: readonly number[]) => values.slice((example * values.length) / 8, ((example + 1) * values.length) / 8);
        const [image = [], , , ink = [], drawn = []] = expected.map(ofExample);
        const part = (index: number) => found[index]?.slice(example * 784, (example + 1) * 784);
        expect(part(0)).toEqual(movedPlainly(image, [28, 28, 1], moveOf(bits), [normalisedBlack]));
        expect(part(4)).toEqual(movedPlainly(drawn, [28, 28, 1], moveOf(bits), [0]));
        // The amount of ink tells these images apart.
        seen.set(ink[0] ?? 0, (seen.get(ink[0] ?? 0) ?? new Set()).add(bits));
      }
      for (const index of [1, 2, 3]) expect(found[index]).toEqual(expected[index]);
    }
    expect(seen.size).toBe(16);
    for (const moves of seen.values()) expect(moves.size).toBeGreaterThan(1);
    // In parts it is the same batch.
    const inParts: number[] = [];
    const parts = moved.batches(1, 3);
    for (const part of parts) inParts.push(...(await batchImages(part).data()));
    expect(inParts).toEqual((await valuesOf(moved.batches(1, 8)[0]))[0]);
    for (const part of parts) disposeBatch(part);
    // What is not trained on stays as it is.
    for (const batchOf of [(data: typeof plain) => data.testBatch(3, 9), (data: typeof plain) => data.validationBatch(0, 4)]) {
      expect(await valuesOf(batchOf(moved))).toEqual(await valuesOf(batchOf(plain)));
    }
    expect(moved.picked([4, 0]).shown()).toEqual(plain.picked([4, 0]).shown());
  });

  it('show the first test images with their true answers', async () => {
    const data = await dataOf(tinyExperiment);
    await data.loadRest(0, () => {});
    const shown = data.picked([0, 1, 2, 3, 4, 5, 6, 7]).shown();
    const shard = tinyShard(100_000, 12);
    shown.forEach((image, row) => {
      const pixels = shard.images.subarray(row * 784, (row + 1) * 784);
      expect(image.pixels).toEqual(pixels);
      expect(image.targets[0]).toEqual(Float32Array.of(shard.labels[row] ?? -1));
      const ink = pixels.reduce((sum, pixel) => sum + pixel, 0) / 255 / 784;
      expect(image.targets[2]?.[0]).toBeCloseTo(ink, 6);
    });
    const batch = data.testBatch(0, 1);
    const [first = 0] = await batchImages(batch).data();
    expect(first).toBeCloseTo(((shard.images[0] ?? 0) / 255 - 0.1307) / 0.3081, 5);
    disposeBatch(batch);
  });
});
