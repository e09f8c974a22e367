import { concat, fill, reshape, squaredDifference, sum } from '@tensorflow/tfjs-core';
import { scale } from '../operations/vectors';
import type { Measure } from './measure';

/** [Σ over the images of the mean squared error of an image, images]; prediction and target [batch, h, w, channels]. */
export const image: Measure = (prediction, target) => {
  const { shape } = prediction;
  const [batch = 0] = shape;
  const total = sum(squaredDifference(prediction, reshape(target, shape)));
  return concat([reshape(scale(total, batch / prediction.size), [1]), fill([1], batch)]);
};
