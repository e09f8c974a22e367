import { mul, reshape, square, sub, sum } from '@tensorflow/tfjs-core';
import { hasOwnKernel } from '../operations/own-kernel';
import { ownLoss, type LossPair } from './loss-pair';

/**
 * The mean over an example's elements of (prediction − target)², without a factor ½; both [batch,
 * …].
 */
export const meanSquaredError: LossPair = {
  evaluate: (prediction, target, exampleWeights, total) => {
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
    const scale = reshape(mul(exampleWeights, 1 / (total * elements)), [batch, 1]);
    return {
      value: sum(mul(sum(square(difference), 1, true), scale)),
      cotangent: reshape(mul(difference, mul(scale, 2)), shape),
    };
  },
};
