import { cast, div, exp, log, max, mul, oneHot, reshape, sub, sum, type Tensor1D } from '@tensorflow/tfjs-core';
import { hasOwnKernel } from '../operations/own-kernel';
import { ownLoss, type LossPair } from './loss-pair';

/**
 * Softmax cross-entropy, −log softmax(z)_target: prediction [batch, classes] are logits z, target
 * [batch] class indices (int32). Computed from z − max z, so that large logits neither overflow nor
 * lose the value.
 */
export const crossEntropy: LossPair = {
  evaluate: (prediction, target, exampleWeights, total) => {
    const [batch = 0, classes = 0] = prediction.shape;
    const classOf = cast(reshape(target, [batch]), 'int32');
    if (hasOwnKernel('SoftmaxCrossEntropy')) return ownLoss('SoftmaxCrossEntropy', { logits: prediction, target: classOf, exampleWeights }, total);
    const truth = oneHot(classOf, classes);
    const shifted = sub(prediction, max(prediction, 1, true));
    const exponentials = exp(shifted);
    const normaliser = sum(exponentials, 1, true);
    const scale = columnOf(exampleWeights, total);
    const perExample = sub(log(normaliser), sum(mul(truth, shifted), 1, true));
    return {
      value: sum(mul(perExample, scale)),
      cotangent: mul(sub(div(exponentials, normaliser), truth), scale),
    };
  },
};

function columnOf(exampleWeights: Tensor1D, total: number) {
  return reshape(mul(exampleWeights, 1 / total), [-1, 1]);
}
