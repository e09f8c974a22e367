import { slice_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { inputOf, listOf, viewOf, wasmBackendOf } from './kernel-arguments';

/**
 * A block of a tensor of any rank, in place of the stock kernel, which first copies the whole
 * tensor out of the heap: for unpacking the weights from one vector that took 6.6 ms of a step of
 * 22 ms. Other types than float32 are left to the stock kernel.
 */
export function slice(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const x = inputOf(args, 'x');
      if (x.dtype !== 'float32') return stock.kernelFunc(args);
      const [begin = [], size = []] = slice_util.parseSliceParams(x, listOf(args, 'begin'), listOf(args, 'size'));
      return block(wasmBackendOf(args), x, begin, size);
    },
  };
}

/** From so many numbers on, calling the built-in copy costs less than a loop over them. */
const longRun = 32;

/** Copies the block that starts at `begin` and has the shape `size`. */
export function block(backend: BackendWasm, x: TensorInfo, begin: readonly number[], size: readonly number[]): TensorInfo {
  const result = backend.makeOutput([...size], 'float32');
  const to = viewOf(backend, result);
  const from = viewOf(backend, x);
  // Trailing axes that are taken whole make one run with the axis before them.
  let axis = x.shape.length - 1;
  let stride = 1;
  while (axis >= 0 && begin[axis] === 0 && size[axis] === x.shape[axis]) {
    stride *= x.shape[axis] ?? 1;
    axis -= 1;
  }
  const run = axis < 0 ? stride : stride * (size[axis] ?? 1);
  const offset = axis < 0 ? 0 : stride * (begin[axis] ?? 0);
  const strides = outerStrides(x.shape, axis, stride);
  for (let start = 0; start < to.length; start += run) {
    let source = offset;
    let row = start / run;
    for (let outer = axis - 1; outer >= 0; outer -= 1) {
      const length = size[outer] ?? 1;
      source += ((begin[outer] ?? 0) + (row % length)) * (strides[outer] ?? 0);
      row = Math.floor(row / length);
    }
    if (run >= longRun) to.set(from.subarray(source, source + run), start);
    else for (let index = 0; index < run; index += 1) to[start + index] = from[source + index] ?? 0;
  }
  return result;
}

function outerStrides(shape: readonly number[], axis: number, innerStride: number): number[] {
  const strides: number[] = [];
  let stride = innerStride;
  for (let outer = axis; outer > 0; outer -= 1) {
    stride *= shape[outer] ?? 1;
    strides[outer - 1] = stride;
  }
  return strides;
}
