import { mul, reshape, square, sub, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { meanSquaredError as kind } from '../../domain/losses/mean-squared-error';
import { flagOf } from '../../domain/parameters';
import { hasOwnKernel } from '../operations/own-kernel';
import { ownLoss, type LossPair, type LossResult } from './loss-pair';

/**
 * The mean over an example's elements of (prediction − target)², or of half that; both [batch, …].
 */
export const meanSquaredError: LossPair = {
  evaluate: (prediction, target, exampleWeights, total, values) =>
    meanOfSquares(prediction, target, exampleWeights, flagOf(kind.parameters, values, 'half') ? 2 * total : total),
};

function meanOfSquares(prediction: Tensor, target: Tensor, exampleWeights: Tensor1D, total: number): LossResult {
  const { shape } = prediction;
  const [batch = 0] = shape;
  const elements = prediction.size / batch;
  if (hasOwnKernel('MeanSquaredError')) {
    const rows = [batch, elements];
    const inputs = { prediction: reshape(prediction, rows), target: reshape(target, rows), exampleWeights };
    const { value, cotangent } = ownLoss('MeanSquaredError', inputs, total);
    return { value, cotangent: reshape(cotangent, shape) };
  }
  const difference = reshape(sub(prediction, reshape(target, shape)), [batch, elements]);
  const weight = reshape(mul(exampleWeights, 1 / (total * elements)), [batch, 1]);
  return {
    value: sum(mul(sum(square(difference), 1, true), weight)),
    cotangent: reshape(mul(difference, mul(weight, 2)), shape),
  };
}
