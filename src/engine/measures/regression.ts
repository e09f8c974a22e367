import { abs, concat, fill, reshape, square, sub, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Measure } from './measure';

/**
 * [Σ|e| over all elements, examples, then per coordinate Σe², Σy, Σy²]: 2 + 3 · coordinates sums; prediction and target
 * [batch, …], flattened to coordinates, e = prediction − y.
 */
export const regression: Measure = (prediction, target) => {
  const [batch = 0] = prediction.shape;
  const truth: Tensor2D = reshape(target, [batch, -1]);
  const error: Tensor2D = sub(reshape(prediction, truth.shape), truth);
  return concat([
    reshape(sum(abs(error)), [1]),
    fill([1], batch),
    sum(square(error), 0),
    sum(truth, 0),
    sum(square(truth), 0),
  ]);
};
