import { concat, div, mul, reshape, sigmoid, slice, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import { boxOverlap } from '../operations/box-overlap';
import { countOf, type Measure } from './measure';

/**
 * [Σ IoU, images]: prediction [batch, 4] in front of the sigmoid, target [batch, 4] centre x,
 * centre y, width and height as shares of the image.
 */
export const box: Measure = (prediction, target, exampleWeights) => {
  const [batch = 0] = prediction.shape;
  const boxes: Tensor2D = sigmoid(reshape(prediction, [batch, 4]));
  const { common, union } = boxOverlap(boxes, reshape(target, [batch, 4]));
  const overlaps = reshape(slice(div(common.area, union), [0, 0], [batch, 1]), [batch]);
  const counted = exampleWeights === undefined ? overlaps : mul(overlaps, exampleWeights);
  return concat([reshape(sum(counted), [1]), countOf(batch, exampleWeights)]);
};
