import { abs, concat, fill, reshape, square, sub, sum, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from './own-kernel';

/**
 * prediction and target [batch, values] → [2 + 3 · values]: Σ|e| over all, the examples, then per
 * value Σe², Σy and Σy²; e = prediction − y.
 */
export function regressionSums(prediction: Tensor2D, target: Tensor2D): Tensor1D {
  const [batch, values] = target.shape;
  if (hasOwnKernel('RegressionSums')) return reshape(runOwn('RegressionSums', { prediction, target }), [2 + 3 * values]);
  const error: Tensor2D = sub(prediction, target);
  return concat([reshape(sum(abs(error)), [1]), fill([1], batch), sum(square(error), 0), sum(target, 0), sum(square(target), 0)]);
}
