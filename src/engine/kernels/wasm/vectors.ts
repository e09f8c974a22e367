import type { KernelConfig } from '@tensorflow/tfjs-core';
import { addressOf, call } from './assembly-module';
import { inputOf, listOf, wasmBackendOf } from './kernel-arguments';

const BYTES = 4;

/** See operations/README.md. */
export const splitVector: KernelConfig = {
  kernelName: 'SplitVector',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const vector = inputOf(args, 'vector');
    const offsets = listOf(args, 'offsets');
    return listOf(args, 'sizes').map((size, index) => {
      const result = backend.makeOutput([size], 'float32');
      const from = addressOf(backend, vector) + (offsets[index] ?? 0) * BYTES;
      call(backend, 'copyFloats', from, size, addressOf(backend, result));
      return result;
    });
  },
};

/** See operations/README.md. */
export const taskGram: KernelConfig = {
  kernelName: 'TaskGram',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const jacobian = inputOf(args, 'jacobian');
    const [tasks = 0, width = 0] = jacobian.shape;
    const offsets = listOf(args, 'offsets');
    const sizes = listOf(args, 'sizes');
    const result = backend.makeOutput([sizes.length, tasks, tasks], 'float32');
    sizes.forEach((size, index) => {
      const to = addressOf(backend, result) + index * tasks * tasks * BYTES;
      call(backend, 'taskGram', addressOf(backend, jacobian), tasks, width, offsets[index] ?? 0, size, to);
    });
    return result;
  },
};

/** See operations/README.md. */
export const combineRows: KernelConfig = {
  kernelName: 'CombineRows',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const rows = inputOf(args, 'rows');
    const [, width = 0] = rows.shape;
    const result = backend.makeOutput([width], 'float32');
    listOf(args, 'weights').forEach((weight, row) => {
      const from = addressOf(backend, rows) + row * width * BYTES;
      call(backend, 'addScaled', from, weight, width, addressOf(backend, result), Number(row === 0));
    });
    return result;
  },
};
