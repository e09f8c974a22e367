import type { KernelConfig } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addressOf, call } from './assembly-module';
import { free, inputOf, listOf, numberOf, wasmBackendOf } from './kernel-arguments';

/** See operations/README.md. */
export const gatherImages: KernelConfig = {
  kernelName: 'GatherImages',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const indices = inputOf(args, 'indices');
    const [batch = 0] = indices.shape;
    const imageSize = numberOf(args, 'imageSize');
    const scale = listOf(args, 'scale');
    const range = backend.makeOutput([2 * scale.length], 'float32', undefined, Float32Array.of(...scale, ...listOf(args, 'offset')));
    const result = backend.makeOutput([batch * imageSize], 'float32');
    const bytes = inputOf(args, 'bytes');
    check(backend, indices, Math.floor((sizeOf(bytes.shape) * 4) / imageSize));
    const factors = addressOf(backend, range);
    call(
      backend, 'gatherImages', addressOf(backend, bytes), addressOf(backend, indices), batch, imageSize, factors, factors + 4 * scale.length,
      scale.length, addressOf(backend, result),
    );
    free(backend, range);
    return result;
  },
};

/** See operations/README.md. */
export const gatherRows: KernelConfig = {
  kernelName: 'GatherRows',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const table = inputOf(args, 'table');
    const indices = inputOf(args, 'indices');
    const [rows = 0, columns = 0] = table.shape;
    const [batch = 0] = indices.shape;
    const result = backend.makeOutput([batch, columns], table.dtype);
    check(backend, indices, rows);
    call(backend, 'gatherRows', addressOf(backend, table), columns, addressOf(backend, indices), batch, addressOf(backend, result));
    return result;
  },
};

/** An index outside would read what belongs to others. */
function check(backend: BackendWasm, indices: Parameters<BackendWasm['typedArrayFromHeap']>[0], count: number): void {
  for (const index of backend.typedArrayFromHeap(indices)) {
    if (index < 0 || index >= count) throw new Error(`row ${index} was asked for of ${count}`);
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
