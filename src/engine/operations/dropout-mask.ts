import { reshape, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../domain/shape';
import { randomUniform, type RandomKey } from '../../lib/random';
import { hasOwnKernel, runOwn } from './own-kernel';

/**
 * A mask of that shape: 0 with probability `rate`, else 1 / (1 − rate). Element i is dropped if
 * number `first` + i of the key, as randomUniform gives it, is below the rate; so every device
 * makes the same masks.
 */
export function dropoutMask(shape: readonly number[], rate: number, key: RandomKey, first: number): Tensor {
  const size = sizeOf(shape);
  if (hasOwnKernel('DropoutMask')) return reshape(runOwn('DropoutMask', {}, { size, rate, key: [key], first }), [...shape]);
  const kept = 1 / (1 - rate);
  const mask = Float32Array.from({ length: size }, (_, element) => (randomUniform(key, first + element) < rate ? 0 : kept));
  return tensor(mask, [...shape]);
}
