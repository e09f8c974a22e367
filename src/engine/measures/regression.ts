import { reshape } from '@tensorflow/tfjs-core';
import { regressionSums } from '../operations/regression-sums';
import type { Measure } from './measure';

/**
 * [Σ|e| over all elements, examples, then per coordinate Σe², Σy, Σy²]: 2 + 3 · coordinates sums;
 * prediction and target [batch, …], flattened to coordinates, e = prediction − y.
 */
export const regression: Measure = (prediction, target, exampleWeights) => {
  const [batch = 0] = prediction.shape;
  const coordinates = prediction.size / batch;
  return regressionSums(reshape(prediction, [batch, coordinates]), reshape(target, [batch, coordinates]), exampleWeights);
};
