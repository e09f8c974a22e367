import { broadcast_util, type KernelConfig } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { sizeOf } from '../../../domain/shape';
import { addressOf, BYTES, call, withScratch } from './assembly-module';
import { inputOf, ownKernel, wasmBackendOf } from './kernel-arguments';

/** A matrix in the memory: its first float, and whether it counts as transposed. */
interface Factor {
  readonly address: number;
  readonly transposed: boolean;
}

/** c = a · b with c [rows, columns], over `terms`. All addresses in bytes. */
function multiply(backend: BackendWasm, a: Factor, b: Factor, c: number, [rows, columns, terms]: readonly [number, number, number], scratch: number): void {
  call(
    backend, 'matrixProduct', a.address, Number(a.transposed), b.address, Number(b.transposed), c, columns, rows, columns, terms, scratch,
  );
}

/**
 * Matrix product, plain or with bias and ReLU, in place of XNNPACK's, which reaches about a quarter
 * of the speed, packs its weights anew for every tensor, and whose products of transposed matrices
 * are ten times slower still. Other types than float32 and other activations are left to the stock
 * kernel. a [batches …, rows, terms], b [batches …, terms, columns], either transposed if told so.
 */
export function matMul(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const a = inputOf(args, 'a');
      const b = inputOf(args, 'b');
      const bias = args.inputs['bias'];
      const activation = args.attrs?.['activation'] ?? 'linear';
      const plain =
        a.dtype === 'float32' && b.dtype === 'float32' && (activation === 'linear' || activation === 'relu') && (bias?.shape.length ?? 1) === 1;
      if (!plain) return stock.kernelFunc(args);
      const backend = wasmBackendOf(args);
      const transposeA = args.attrs?.['transposeA'] === true;
      const transposeB = args.attrs?.['transposeB'] === true;
      const rows = a.shape.at(transposeA ? -1 : -2) ?? 0;
      const terms = a.shape.at(transposeA ? -2 : -1) ?? 0;
      const columns = b.shape.at(transposeB ? -2 : -1) ?? 0;
      if (bias !== undefined && bias.shape[0] !== columns) return stock.kernelFunc(args);
      const axesOfA = a.shape.slice(0, -2);
      const axesOfB = b.shape.slice(0, -2);
      const outer = broadcast_util.assertAndGetBroadcastShape(axesOfA, axesOfB);
      const result = backend.makeOutput([...outer, rows, columns], 'float32');
      withScratch(backend, call(backend, 'matrixProductScratch', columns, terms), (scratch) => {
        const batches = sizeOf(outer);
        for (let batch = 0; batch < batches; batch += 1) {
          const fromA = addressOf(backend, a) + placeIn(axesOfA, outer, batch) * rows * terms * BYTES;
          const fromB = addressOf(backend, b) + placeIn(axesOfB, outer, batch) * terms * columns * BYTES;
          const to = addressOf(backend, result) + batch * rows * columns * BYTES;
          const first = { address: fromA, transposed: transposeA };
          multiply(backend, first, { address: fromB, transposed: transposeB }, to, [rows, columns, terms], scratch);
        }
      });
      const relu = activation === 'relu';
      if (bias !== undefined || relu) {
        const from = bias === undefined ? 0 : addressOf(backend, bias);
        call(backend, 'addBias', addressOf(backend, result), sizeOf(outer) * rows, columns, from, Number(relu));
      }
      return result;
    },
  };
}

/**
 * Which of the matrices along these axes belongs to the one at `batch` of all, along the axes that
 * they are broadcast to.
 */
function placeIn(axes: readonly number[], broadcast: readonly number[], batch: number): number {
  let place = 0;
  let stride = 1;
  let left = batch;
  for (let back = 1; back <= axes.length; back += 1) {
    const own = axes.at(-back) ?? 1;
    const whole = broadcast.at(-back) ?? 1;
    if (own > 1) place += (left % whole) * stride;
    stride *= own;
    left = Math.floor(left / whole);
  }
  return place;
}

/** See operations/README.md. */
export const denseWeightGradients = ownKernel('DenseWeightGradients', (args, backend) => {
  const input = inputOf(args, 'input');
  const cotangent = inputOf(args, 'cotangent');
  const [batch = 0, featuresIn = 0] = input.shape;
  const [tasks = 0, , featuresOut = 0] = cotangent.shape;
  const size = featuresIn * featuresOut;
  const result = backend.makeOutput([tasks, size + featuresOut], 'float32');
  withScratch(backend, call(backend, 'matrixProductScratch', featuresOut, batch), (scratch) => {
    for (let task = 0; task < tasks; task += 1) {
      const own = addressOf(backend, cotangent) + task * batch * featuresOut * BYTES;
      const to = addressOf(backend, result) + task * (size + featuresOut) * BYTES;
      const columns = { address: addressOf(backend, input), transposed: true };
      multiply(backend, columns, { address: own, transposed: false }, to, [featuresIn, featuresOut, batch], scratch);
      call(backend, 'columnSums', own, batch, featuresOut, to + size * BYTES);
    }
  });
  return result;
});

/** See operations/README.md. */
export const denseInputGradient = ownKernel('DenseInputGradient', (args, backend) => {
  const cotangent = inputOf(args, 'cotangent');
  const kernel = inputOf(args, 'kernel');
  const [rows = 0, featuresOut = 0] = cotangent.shape;
  const [featuresIn = 0] = kernel.shape;
  const result = backend.makeOutput([rows, featuresIn], 'float32');
  withScratch(backend, call(backend, 'matrixProductScratch', featuresIn, featuresOut), (scratch) => {
    const first = { address: addressOf(backend, cotangent), transposed: false };
    const second = { address: addressOf(backend, kernel), transposed: true };
    multiply(backend, first, second, addressOf(backend, result), [rows, featuresIn, featuresOut], scratch);
  });
  return result;
});
