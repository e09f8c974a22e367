import { abs, concat, fill, mul, reshape, step, sub, sum } from '@tensorflow/tfjs-core';
import { levelsAbove } from '../operations/levels';
import { countOf, type Measure } from './measure';

/**
 * [Σ |predicted level − true level|, right answers, examples]: prediction [batch, levels − 1]
 * logits, of which as many are above 0 as the predicted level says; target [batch] levels.
 */
export const ordinal: Measure = (prediction, target, exampleWeights) => {
  const [batch = 0, questions = 0] = prediction.shape;
  const distance = abs(sub(sum(step(prediction), 1), sum(levelsAbove(target, questions), 1)));
  // Distances are whole numbers.
  const right = sub(fill([batch], 1), step(distance));
  const perExample = concat([reshape(distance, [batch, 1]), reshape(right, [batch, 1])], 1);
  const counted = exampleWeights === undefined ? perExample : mul(perExample, reshape(exampleWeights, [batch, 1]));
  return concat([sum(counted, 0), countOf(batch, exampleWeights)]);
};
