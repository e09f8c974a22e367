import { getKernel, memory, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imagesOf } from '../../domain/datasets/dataset';
import { datasetById } from '../../domain/datasets/datasets';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { mappedImage, mappedRowLength } from '../../data/affine-maps';
import { moveOf, rowMask } from '../../data/moved-rows';
import { movedPlainly } from '../../data/testing/moved-plainly';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { disposeBatch } from './batch';
import { createExperimentData } from './experiment-data';
import { openShardStore } from './shard-store';
import { imagesOf as batchImages } from '../testing/images-of';

type KernelArguments = Parameters<KernelConfig['kernelFunc']>[0];

function processorOf({ backend }: KernelArguments): MathBackendCPU {
  if (backend instanceof MathBackendCPU) return backend;
  throw new Error('these stand-ins are for the cpu backend');
}

function numbersOf(args: KernelArguments, name: string): readonly number[] {
  const info = args.inputs[name];
  const values = info && processorOf(args).data.get(info.dataId).values;
  if (!(values instanceof Int32Array) && !(values instanceof Float32Array)) throw new Error(`no ${name}`);
  return [...values];
}

function listOf(args: KernelArguments, name: string): readonly number[] {
  const list = args.attrs?.[name];
  return Array.isArray(list) ? list.map(Number) : [Number(list)];
}

/** What the operations' README asks of the two kernels, said as plainly as can be. */
const standIns: readonly KernelConfig[] = [
  {
    kernelName: 'GatherImages',
    backendName: 'cpu',
    kernelFunc: (args) => {
      const [words, indices] = [numbersOf(args, 'bytes'), numbersOf(args, 'indices')];
      const [scale, offset] = [listOf(args, 'scale'), listOf(args, 'offset')];
      const [height = 0, width = 0, channels = 0] = listOf(args, 'shape');
      const [moved] = listOf(args, 'moved');
      const size = height * width * channels;
      const normalised = (byte: number, at: number) => byte * (scale[at % scale.length] ?? 0) + (offset[at % offset.length] ?? 0);
      if (args.inputs['indices']?.shape.length === 2) {
        const rows = Int32Array.from(indices);
        const bytes = new Uint8Array(Int32Array.from(words).buffer);
        const seen = Array.from({ length: rows.length / mappedRowLength }, (_, example) => {
          const [row = 0] = rows.subarray(example * mappedRowLength);
          const map = new Float32Array(rows.buffer, 4 * (example * mappedRowLength + 1), mappedRowLength - 1);
          return [...mappedImage(bytes.subarray(row * size, (row + 1) * size), [height, width, channels], map)].map(normalised);
        });
        return processorOf(args).makeTensorInfo([seen.length * size], 'float32', Float32Array.from(seen.flat()));
      }
      const values = indices.flatMap((index) => {
        const numbers = Array.from({ length: size }, (_, at) => {
          const place = (moved === 1 ? index & rowMask : index) * size + at;
          const byte = ((words[place >> 2] ?? 0) >>> (8 * (place & 3))) & 255;
          return normalised(byte, at);
        });
        return moved === 1 ? movedPlainly(numbers, [height, width, channels], moveOf(index), offset) : numbers;
      });
      return processorOf(args).makeTensorInfo([values.length], 'float32', Float32Array.from(values));
    },
  },
  {
    kernelName: 'GatherRows',
    backendName: 'cpu',
    kernelFunc: (args) => {
      const table = args.inputs['table'];
      const [, columns = 1] = table?.shape ?? [];
      const [values, indices] = [numbersOf(args, 'table'), numbersOf(args, 'indices')];
      const { shape: [batch = 0] = [] } = args.inputs['indices'] ?? {};
      const firsts = indices.filter((_, at) => at % (indices.length / batch) === 0);
      const rows = firsts.map((index) => index & rowMask).flatMap((row) => values.slice(row * columns, (row + 1) * columns));
      const whole = table?.dtype === 'int32';
      const data = whole ? Int32Array.from(rows) : Float32Array.from(rows);
      return processorOf(args).makeTensorInfo([batch, columns], whole ? 'int32' : 'float32', data);
    },
  },
];

function isRegistered({ kernelName, backendName }: KernelConfig): boolean {
  const known: unknown = getKernel(kernelName, backendName);
  return known !== undefined && known !== null;
}

async function dataOf(change: Partial<Experiment>) {
  const store = await openShardStore('mnist', fetchOf(tinyFiles([20, 20, 20], [12, 8])), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.detail);
  const experiment = { ...tinyExperiment, ...change, data: { ...tinyExperiment.data, ...change.data, train: 60 } };
  const data = createExperimentData(experiment, store.value);
  if (!data.ok) throw new Error(data.error.code);
  await data.value.loadRest(0, () => {});
  return data.value;
}

async function batchesOf(steps: number, change: Partial<Experiment> = {}) {
  const data = await dataOf(change);
  const seen: { readonly shape: number[]; readonly dtype: string; readonly values: number[] }[][] = [];
  for (let step = 0; step < steps; step += 1) {
    for (const batch of data.batches(step, 1000)) {
      const tensors = [...Object.values(batch.inputs), ...batch.targets];
      seen.push(await Promise.all(tensors.map(async (tensor) => ({ shape: tensor.shape, dtype: tensor.dtype, values: [...(await tensor.data())] }))));
      disposeBatch(batch);
    }
  }
  data.free();
  return seen;
}

type Read = Awaited<ReturnType<typeof batchesOf>>;

function expectSame(found: Read, expected: Read, tolerance = 1e-5): void {
  expect(found.length).toBe(expected.length);
  found.forEach((tensors, step) =>
    tensors.forEach(({ shape, dtype, values }, index) => {
      const other = expected[step]?.[index];
      expect({ shape, dtype }).toEqual({ shape: other?.shape, dtype: other?.dtype });
      const apart = values.filter((value, at) => !(Math.abs(value - (other?.values[at] ?? Number.NaN)) < tolerance));
      expect(apart).toEqual([]);
    }),
  );
}

/** Augmented, with the image as a target too. */
const augmented: Partial<Experiment> = {
  data: { ...tinyExperiment.data, augmentation: { shift: 3, flip: true } },
  tasks: [...tinyExperiment.tasks, { id: 'image', kind: 'reconstruction', colour: 0, weight: 0.1 }],
};

/** The same with changes beyond whole pixels. */
const mapped: Partial<Experiment> = {
  ...augmented,
  data: { ...tinyExperiment.data, augmentation: { shift: 3, flip: true, rotate: 30, zoom: 0.3, contrast: 0.4, brightness: 0.2 } },
};

describe('batches that are gathered on the device', () => {
  beforeEach(() => useBackend('cpu'));
  afterEach(() => {
    for (const { kernelName } of standIns.filter((kernel) => isRegistered(kernel))) unregisterKernel(kernelName, 'cpu');
  });

  it.each([
    ['as they are', {}],
    ['augmented', augmented],
    ['augmented beyond whole pixels', mapped],
  ])('are those that the processor gathers, also across shards and epochs, and leave nothing behind: %s', async (_, change) => {
    const steps = 16;
    const expected = await batchesOf(steps, change);
    standIns.forEach((kernel) => registerKernel(kernel));
    const before = memory().numTensors;
    const found = await batchesOf(steps, change);
    expect(memory().numTensors).toBe(before);
    expectSame(found, expected);
  });

  it.each([
    ['augmented', augmented, 1e-5],
    // Where an image is seen is in float32: up to 1e-5 of a pixel off, of which one is white beside
    // a black one, and white is 2.8 deviations above the mean.
    ['augmented beyond whole pixels', mapped, 1e-4],
  ])('are the same on WASM: %s', async (_, change, tolerance) => {
    const expected = await batchesOf(10, change);
    await useBackend('wasm');
    const before = memory().numTensors;
    expectSame(await batchesOf(10, change), expected, tolerance);
    expect(memory().numTensors).toBe(before);
  });

  it('have an image as a target as the network sees it, before it is normalised', async () => {
    const [step] = await batchesOf(1, mapped);
    const { mean, deviation } = imagesOf(datasetById('mnist'));
    const [images, target] = [step?.[0]?.values ?? [], step?.at(-1)?.values ?? []];
    expect(target.length).toBe(images.length);
    const off = images.map((value, at) => Math.abs(value * (deviation[0] ?? 0) + (mean[0] ?? 0) - (target[at] ?? Number.NaN)));
    expect(off.reduce((most, one) => Math.max(most, one), 0)).toBeLessThan(1e-6);
    // Brightened in parts, so that some black is none.
    expect(new Set(target).size).toBeGreaterThan(1000);
  });

  it('are cut into parts with their moves', async () => {
    for (const change of [augmented, mapped]) {
      const data = await dataOf(change);
      const read = async (maximum: number) => {
        const values: number[] = [];
        for (const batch of data.batches(3, maximum)) {
          values.push(...(await batchImages(batch).data()));
          disposeBatch(batch);
        }
        return values;
      };
      expect(await read(3)).toEqual(await read(1000));
      data.free();
    }
  });
});
