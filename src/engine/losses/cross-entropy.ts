import { add, cast, div, exp, fill, log, max, mul, oneHot, reshape, sub, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { crossEntropy as kind } from '../../domain/losses/cross-entropy';
import { numberOf } from '../../domain/parameters';
import { oneHotOf } from '../operations/one-hot';
import { hasOwnKernel } from '../operations/own-kernel';
import { ownLoss, type LossPair, type LossResult } from './loss-pair';
import { weightColumn } from './parts/per-example';

/**
 * Softmax cross-entropy, −log softmax(z)_target: prediction [batch, classes] are logits z, target
 * [batch] class indices (int32). With a smoothing of ε it is taken with (1 − ε) · truth + ε /
 * classes, which adds ε (z_target − mean z).
 */
export const crossEntropy: LossPair = {
  evaluate: (prediction, target, exampleWeights, total, values) => {
    const [batch = 0, classes = 0] = prediction.shape;
    const classOf: Tensor1D = cast(reshape(target, [batch]), 'int32');
    const plain = unsmoothed(prediction, classOf, exampleWeights, total);
    const smoothing = numberOf(kind.parameters, values, 'labelSmoothing');
    if (smoothing === 0) return plain;
    const away = sub(oneHotOf(classOf, classes), fill([1, classes], 1 / classes));
    const added = mul(away, weightColumn(exampleWeights, total / smoothing));
    return { value: add(plain.value, sum(mul(added, prediction))), cotangent: add(plain.cotangent, added) };
  },
};

/** Computed from z − max z, so that large logits neither overflow nor lose the value. */
function unsmoothed(prediction: Tensor, classOf: Tensor1D, exampleWeights: Tensor1D, total: number): LossResult {
  if (hasOwnKernel('SoftmaxCrossEntropy')) return ownLoss('SoftmaxCrossEntropy', { logits: prediction, target: classOf, exampleWeights }, total);
  const truth = oneHot(classOf, prediction.shape[1] ?? 0);
  const shifted = sub(prediction, max(prediction, 1, true));
  const exponentials = exp(shifted);
  const normaliser = sum(exponentials, 1, true);
  const weight = weightColumn(exampleWeights, total);
  const perExample = sub(log(normaliser), sum(mul(truth, shifted), 1, true));
  return {
    value: sum(mul(perExample, weight)),
    cotangent: mul(sub(div(exponentials, normaliser), truth), weight),
  };
}
