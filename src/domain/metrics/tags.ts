import { sizeOf } from '../shape';
import { sumAt, type Summary } from './summary';

/**
 * [per tag the images that rightly got it, then per tag those that got it, then per tag those that
 * have it] → macro F1: the mean of 2 tp / (got + have) over the tags that an image got or has; a
 * tag is given at a probability above .5. Mean average precision is no sum: a test leaves it as
 * `tag-scores` says.
 */
export const tags = {
  sumsLength: (output) => 3 * sizeOf(output),
  further: [],
  details: { lengths: () => ({}) },
  metricsOf: (sums) => {
    const count = sums.length / 3;
    const scores: number[] = [];
    for (let tag = 0; tag < count; tag += 1) {
      const concerned = sumAt(sums, count + tag) + sumAt(sums, 2 * count + tag);
      if (concerned > 0) scores.push((2 * sumAt(sums, tag)) / concerned);
    }
    return { f1: scores.reduce((sum, score) => sum + score, 0) / scores.length };
  },
} as const satisfies Summary;
