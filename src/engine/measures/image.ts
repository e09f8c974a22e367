import { concat, fill, reshape, sub } from '@tensorflow/tfjs-core';
import { scale, taskGram } from '../operations/vectors';
import type { Measure } from './measure';

/**
 * [Σ over the images of the mean squared error of an image, images]; prediction and target [batch,
 * h, w, channels].
 */
export const image: Measure = (prediction, target) => {
  const { shape, size } = prediction;
  const [batch = 0] = shape;
  // The inner product of the errors with themselves: a sum of squares by stock operations waits at
  // barriers on WebGPU.
  const errors = taskGram(reshape(sub(prediction, reshape(target, shape)), [1, size]), [{ offset: 0, size }]);
  return concat([reshape(scale(errors, batch / size), [1]), fill([1], batch)]);
};
