import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../../../domain/shape';
import { randomInteger, randomKey, randomUniform } from '../../../../lib/random';

/** One computation that has to come out alike on WebGPU and on the cpu backend. */
export interface KernelCase {
  /** The name under which the kernel is registered. */
  readonly kernel: string;
  /** What is special about the case, with its shapes. */
  readonly name: string;
  /** Makes its inputs and computes on the current backend; runs inside tf.tidy. */
  readonly run: () => readonly Tensor[];
  /**
   * What has to come out, for operations that cannot be composed of stock ones; otherwise the cpu
   * backend says.
   */
  readonly expected?: () => readonly (readonly number[])[];
  /**
   * The largest allowed difference, relative to the largest value of a result (1 at the least);
   * 1e-5 by default.
   */
  readonly tolerance?: number;
  /**
   * True for one that only the whole suite (npm run webgpu) goes through: it takes long to compile or
   * to compute, and the others of its kernel take nearly the same ways.
   */
  readonly thorough?: boolean;
}

/** Numbers in [low, high) that depend on shape and seed alone, on the current backend. */
export function noise(shape: readonly number[], seed: number, low = -1, high = 1): Tensor {
  const key = randomKey(seed, 'noise', shape.length);
  return tensor(Float32Array.from({ length: sizeOf(shape) }, (_, index) => low + (high - low) * randomUniform(key, index)), [...shape]);
}

/** Integers from 0 to below `end`, int32, on the current backend. */
export function integers(shape: readonly number[], end: number, seed: number): Tensor {
  return tensor(integerValues(sizeOf(shape), end, seed), [...shape], 'int32');
}

/** The values of `integers`. */
export function integerValues(length: number, end: number, seed: number): Int32Array {
  const key = randomKey(seed, 'integers');
  return Int32Array.from({ length }, (_, index) => randomInteger(key, index) % end);
}
