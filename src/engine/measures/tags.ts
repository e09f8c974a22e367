import { concat, mul, reshape, step, sum } from '@tensorflow/tfjs-core';
import type { Measure } from './measure';

/**
 * [per tag the images that rightly got it, then per tag those that got it, then per tag those that
 * have it]: prediction [batch, tags] logits, a tag being given above 0; target [batch, tags] 1 or
 * 0.
 */
export const tags: Measure = (prediction, target, exampleWeights) => {
  const [batch = 0] = prediction.shape;
  const given = step(prediction);
  const truth = reshape(target, prediction.shape);
  const perExample = concat([mul(given, truth), given, truth], 1);
  return sum(exampleWeights === undefined ? perExample : mul(perExample, reshape(exampleWeights, [batch, 1])), 0);
};
