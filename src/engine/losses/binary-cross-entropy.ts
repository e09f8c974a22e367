import { abs, add, mul, relu, reshape, sigmoid, softplus, sub, type Tensor } from '@tensorflow/tfjs-core';
import { scale } from '../operations/vectors';
import type { LossPair } from './loss-pair';
import { meanOverElements } from './parts/per-example';

/**
 * The mean over an example's elements of max(z, 0) − z y + log(1 + exp(−|z|)), which neither
 * overflows nor loses the value: prediction [batch, …] are logits z, target of the same size holds
 * 0 or 1 (float32).
 */
export const binaryCrossEntropy: LossPair = {
  evaluate: (prediction, target, exampleWeights, total) => {
    const truth: Tensor = reshape(target, prediction.shape);
    const beside = softplus(scale(abs(prediction), -1));
    const value = add(sub(relu(prediction), mul(prediction, truth)), beside);
    return meanOverElements(value, sub(sigmoid(prediction), truth), exampleWeights, total);
  },
};
