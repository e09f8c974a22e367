import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { sizeOf } from '../../../domain/shape';
import { rowMask } from '../../../data/moved-rows';
import { addressOf, BYTES, call } from './assembly-module';
import { free, inputOf, listOf, ownKernel } from './kernel-arguments';

/** See operations/README.md. What is moved tells by its index, or by the map behind it. */
export const gatherImages = ownKernel('GatherImages', (args, backend) => {
  const indices = inputOf(args, 'indices');
  const [batch = 0, rowLength] = indices.shape;
  const [height = 0, width = 0, channels = 0] = listOf(args, 'shape');
  const imageSize = height * width * channels;
  const scale = listOf(args, 'scale');
  const bytes = inputOf(args, 'bytes');
  check(backend, indices, Math.floor((sizeOf(bytes.shape) * BYTES) / imageSize));
  const range = backend.makeOutput([2 * scale.length], 'float32', undefined, Float32Array.of(...scale, ...listOf(args, 'offset')));
  const result = backend.makeOutput([batch * imageSize], 'float32');
  const factors = addressOf(backend, range);
  call(
    backend, rowLength === undefined ? 'gatherImages' : 'gatherMappedImages',
    addressOf(backend, bytes), addressOf(backend, indices), batch, height, width, channels,
    factors, factors + BYTES * channels, addressOf(backend, result),
  );
  free(backend, range);
  return result;
});

/** See operations/README.md. */
export const gatherRows = ownKernel('GatherRows', (args, backend) => {
  const table = inputOf(args, 'table');
  const indices = inputOf(args, 'indices');
  const [rows = 0, columns = 0] = table.shape;
  const [batch = 0, rowLength = 1] = indices.shape;
  check(backend, indices, rows);
  const result = backend.makeOutput([batch, columns], table.dtype);
  call(backend, 'gatherRows', addressOf(backend, table), columns, addressOf(backend, indices), rowLength, batch, addressOf(backend, result));
  return result;
});

/**
 * Throws for an index outside, which would read what belongs to others; before room is made, which
 * nobody would free.
 */
function check(backend: BackendWasm, indices: TensorInfo, count: number): void {
  const [batch = 0, rowLength = 1] = indices.shape;
  const numbers = backend.typedArrayFromHeap(indices);
  for (let example = 0; example < batch; example += 1) {
    const index = numbers[example * rowLength] ?? -1;
    if (index < 0 || (index & rowMask) >= count) throw new Error(`row ${index} was asked for of ${count}`);
  }
}
