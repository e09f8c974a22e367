import { concat, mul, reshape, sub } from '@tensorflow/tfjs-core';
import { scale, taskGram } from '../operations/vectors';
import { countOf, type Measure } from './measure';

/**
 * [Σ over the images of the mean squared error of an image, images]; prediction and target [batch,
 * h, w, channels].
 */
export const image: Measure = (prediction, target, exampleWeights) => {
  const { shape, size } = prediction;
  const [batch = 0] = shape;
  const errors = sub(prediction, reshape(target, shape));
  // Weights are 1 or 0, so that their squares are they.
  const counted = exampleWeights === undefined ? errors : mul(errors, reshape(exampleWeights, [batch, ...shape.slice(1).map(() => 1)]));
  // The inner product of the errors with themselves: a sum of squares by stock operations waits at
  // barriers on WebGPU.
  const squares = taskGram(reshape(counted, [1, size]), [{ offset: 0, size }]);
  return concat([reshape(scale(squares, batch / size), [1]), countOf(batch, exampleWeights)]);
};
