import { cast, cumsum, oneHot, reshape, slice } from '@tensorflow/tfjs-core';
import { binaryCrossEntropy } from './binary-cross-entropy';
import type { LossPair } from './loss-pair';

/**
 * The mean over the questions "above level k?" of their binary cross-entropy (Niu et al. 2016):
 * prediction [batch, levels − 1] logits, target [batch] levels (int32).
 */
export const cumulativeLogits: LossPair = {
  evaluate: (prediction, target, exampleWeights, total, values) => {
    const [batch = 0, questions = 0] = prediction.shape;
    const levels = cast(oneHot(cast(reshape(target, [batch]), 'int32'), questions + 1), 'float32');
    // The level is above k if it is k + 1 or a later one.
    const above = cumsum(slice(levels, [0, 1], [batch, questions]), 1, false, true);
    return binaryCrossEntropy.evaluate(prediction, above, exampleWeights, total, values);
  },
};
