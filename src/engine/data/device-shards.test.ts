import { getKernel, memory, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { moveOf, rowMask } from '../../data/moved-rows';
import { movedPlainly } from '../../data/testing/moved-plainly';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { disposeBatch } from './batch';
import { createExperimentData } from './experiment-data';
import { openShardStore } from './shard-store';

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
      const values = indices.flatMap((index) => {
        const numbers = Array.from({ length: size }, (_, at) => {
          const place = (moved === 1 ? index & rowMask : index) * size + at;
          const byte = ((words[place >> 2] ?? 0) >>> (8 * (place & 3))) & 255;
          return byte * (scale[at % scale.length] ?? 0) + (offset[at % offset.length] ?? 0);
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
      const rows = indices.map((index) => index & rowMask).flatMap((row) => values.slice(row * columns, (row + 1) * columns));
      const whole = table?.dtype === 'int32';
      const data = whole ? Int32Array.from(rows) : Float32Array.from(rows);
      return processorOf(args).makeTensorInfo([indices.length, columns], whole ? 'int32' : 'float32', data);
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
      const tensors = [batch.images, ...batch.targets];
      seen.push(await Promise.all(tensors.map(async (tensor) => ({ shape: tensor.shape, dtype: tensor.dtype, values: [...(await tensor.data())] }))));
      disposeBatch(batch);
    }
  }
  data.free();
  return seen;
}

type Read = Awaited<ReturnType<typeof batchesOf>>;

function expectSame(found: Read, expected: Read): void {
  expect(found.length).toBe(expected.length);
  found.forEach((tensors, step) =>
    tensors.forEach(({ shape, dtype, values }, index) => {
      const other = expected[step]?.[index];
      expect({ shape, dtype }).toEqual({ shape: other?.shape, dtype: other?.dtype });
      const apart = values.filter((value, at) => !(Math.abs(value - (other?.values[at] ?? Number.NaN)) < 1e-5));
      expect(apart).toEqual([]);
    }),
  );
}

/** Augmented, with the image as a target too. */
const augmented: Partial<Experiment> = {
  data: { ...tinyExperiment.data, augmentation: { shift: 3, flip: true } },
  tasks: [...tinyExperiment.tasks, { id: 'image', kind: 'reconstruction', colour: 0, weight: 0.1 }],
};

describe('batches that are gathered on the device', () => {
  beforeEach(() => useBackend('cpu'));
  afterEach(() => {
    for (const { kernelName } of standIns.filter((kernel) => isRegistered(kernel))) unregisterKernel(kernelName, 'cpu');
  });

  it.each([
    ['as they are', {}],
    ['augmented', augmented],
  ])('are those that the processor gathers, also across shards and epochs, and leave nothing behind: %s', async (_, change) => {
    const steps = 16;
    const expected = await batchesOf(steps, change);
    standIns.forEach((kernel) => registerKernel(kernel));
    const before = memory().numTensors;
    const found = await batchesOf(steps, change);
    expect(memory().numTensors).toBe(before);
    expectSame(found, expected);
  });

  it('are the same on WASM', async () => {
    const expected = await batchesOf(10, augmented);
    await useBackend('wasm');
    const before = memory().numTensors;
    expectSame(await batchesOf(10, augmented), expected);
    expect(memory().numTensors).toBe(before);
  });
});
