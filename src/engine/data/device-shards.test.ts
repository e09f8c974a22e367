import { memory, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/node-backends';
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
      const [size = 0] = listOf(args, 'imageSize');
      const values = indices.flatMap((index) =>
        Array.from({ length: size }, (_, at) => {
          const place = index * size + at;
          const byte = ((words[place >> 2] ?? 0) >>> (8 * (place & 3))) & 255;
          return byte * (scale[at % scale.length] ?? 0) + (offset[at % offset.length] ?? 0);
        }),
      );
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
      const rows = indices.flatMap((index) => values.slice(index * columns, (index + 1) * columns));
      const whole = table?.dtype === 'int32';
      const data = whole ? Int32Array.from(rows) : Float32Array.from(rows);
      return processorOf(args).makeTensorInfo([indices.length, columns], whole ? 'int32' : 'float32', data);
    },
  },
];

async function dataOf() {
  const store = await openShardStore('mnist', fetchOf(tinyFiles([20, 20, 20], [12, 8])), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.detail);
  const experiment = { ...tinyExperiment, data: { ...tinyExperiment.data, train: 60 } };
  const data = createExperimentData(experiment, store.value);
  if (!data.ok) throw new Error(data.error.code);
  await data.value.loadRest(0, () => {});
  return data.value;
}

async function batchesOf(steps: number) {
  const data = await dataOf();
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

describe('batches that are gathered on the device', () => {
  beforeEach(() => useBackend('cpu'));
  afterEach(() => {
    for (const { kernelName } of standIns) unregisterKernel(kernelName, 'cpu');
  });

  it('are those that the processor gathers, also across shards and epochs, and leave nothing behind', async () => {
    const steps = 16;
    const expected = await batchesOf(steps);
    standIns.forEach((kernel) => registerKernel(kernel));
    const before = memory().numTensors;
    const found = await batchesOf(steps);
    expect(memory().numTensors).toBe(before);
    expect(found.length).toBe(expected.length);
    found.forEach((tensors, step) =>
      tensors.forEach(({ shape, dtype, values }, index) => {
        const other = expected[step]?.[index];
        expect({ shape, dtype }).toEqual({ shape: other?.shape, dtype: other?.dtype });
        values.forEach((value, at) => expect(Math.abs(value - (other?.values[at] ?? Number.NaN))).toBeLessThan(1e-5));
      }),
    );
  });
});
