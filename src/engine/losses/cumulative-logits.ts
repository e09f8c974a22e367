import { levelsAbove } from '../operations/levels';
import { binaryCrossEntropy } from './binary-cross-entropy';
import type { LossPair } from './loss-pair';

/**
 * The mean over the questions "above level k?" of their binary cross-entropy (Niu et al. 2016):
 * prediction [batch, levels − 1] logits, target [batch] levels (int32).
 */
export const cumulativeLogits: LossPair = {
  evaluate: (prediction, target, exampleWeights, total, values) =>
    binaryCrossEntropy.evaluate(prediction, levelsAbove(target, prediction.shape[1] ?? 0), exampleWeights, total, values),
};
