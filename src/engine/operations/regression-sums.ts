import { abs, concat, fill, matMul, reshape, square, sub, sum, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from './own-kernel';

/**
 * prediction and target [batch, values] → [2 + 3 · values]: Σ|e| over all, the examples, then per
 * value Σe², Σy and Σy²; e = prediction − y. Each example counts its weight, without exampleWeights
 * [batch] 1.
 */
export function regressionSums(prediction: Tensor2D, target: Tensor2D, exampleWeights?: Tensor1D): Tensor1D {
  const [batch, values] = target.shape;
  if (hasOwnKernel('RegressionSums')) {
    const inputs = { prediction, target, ...(exampleWeights === undefined ? {} : { exampleWeights }) };
    return reshape(runOwn('RegressionSums', inputs), [2 + 3 * values]);
  }
  const error: Tensor2D = sub(prediction, target);
  if (exampleWeights === undefined)
    return concat([reshape(sum(abs(error)), [1]), fill([1], batch), sum(square(error), 0), sum(target, 0), sum(square(target), 0)]);
  const terms = concat([sum(abs(error), 1, true), fill([batch, 1], 1), square(error), target, square(target)], 1);
  return reshape(matMul(reshape(exampleWeights, [1, batch]), terms), [2 + 3 * values]);
}
