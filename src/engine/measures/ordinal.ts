import { abs, cast, concat, equal, mul, reshape, step, sub, sum, zerosLike } from '@tensorflow/tfjs-core';
import { countOf, type Measure } from './measure';

/**
 * [Σ |predicted level − true level|, right answers, examples]: prediction [batch, levels − 1]
 * logits, of which as many are above 0 as the predicted level says; target [batch] levels.
 */
export const ordinal: Measure = (prediction, target, exampleWeights) => {
  const [batch = 0] = prediction.shape;
  const distance = abs(sub(sum(step(prediction), 1), cast(reshape(target, [batch]), 'float32')));
  const right = cast(equal(distance, zerosLike(distance)), 'float32');
  const perExample = concat([reshape(distance, [batch, 1]), reshape(right, [batch, 1])], 1);
  const counted = exampleWeights === undefined ? perExample : mul(perExample, reshape(exampleWeights, [batch, 1]));
  return concat([sum(counted, 0), countOf(batch, exampleWeights)]);
};
