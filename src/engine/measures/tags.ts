import { concat, mul, reshape, step, sum } from '@tensorflow/tfjs-core';
import { scoreTags, tagScores } from '../../domain/metrics/tag-scores';
import { arrayAt, type Measure, type WholeTestMeasure } from './measure';

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

/** Mean average precision, of the logits [examples, tags] and the true tags [examples, tags]. */
export const wholeTags: WholeTestMeasure = {
  read: (prediction, target) => [prediction, target],
  details: (read, count) => {
    const scores = scoreTags(arrayAt(read, 0), arrayAt(read, 1), count);
    return { metrics: Object.fromEntries(tagScores.map((metric, place) => [metric, scores[place] ?? Number.NaN])) };
  },
};
