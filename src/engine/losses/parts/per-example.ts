import { mul, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { scale } from '../../operations/vectors';
import type { LossResult } from '../loss-pair';

/** The weight of each example in a loss: exampleWeights [batch] → weight / total, [batch, 1]. */
export function weightColumn(exampleWeights: Tensor1D, total: number): Tensor {
  return reshape(scale(exampleWeights, 1 / total), [-1, 1]);
}

/**
 * A loss that is the mean of a function of each element: `values` and `derivatives` [batch, …] of
 * the prediction's shape.
 */
export function meanOverElements(values: Tensor, derivatives: Tensor, exampleWeights: Tensor1D, total: number): LossResult {
  const [batch = 0] = values.shape;
  const elements = values.size / batch;
  const weight = weightColumn(exampleWeights, total * elements);
  return {
    value: sum(mul(reshape(values, [batch, elements]), weight)),
    cotangent: reshape(mul(reshape(derivatives, [batch, elements]), weight), values.shape),
  };
}
