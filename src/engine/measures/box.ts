import { concat, div, mul, reshape, sigmoid, slice, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import { boxScores, scoreBoxes } from '../../domain/metrics/box-scores';
import { largestProbabilities } from '../../domain/metrics/classifier-scores';
import { boxOverlap } from '../operations/box-overlap';
import { hasOwnKernel, runOwn } from '../operations/own-kernel';
import { arrayAt, countOf, type Measure, type WholeTestMeasure } from './measure';

/**
 * [Σ IoU, images]: prediction [batch, 4] in front of the sigmoid, target [batch, 4] centre x,
 * centre y, width and height as shares of the image.
 */
export const box: Measure = (prediction, target, exampleWeights) => {
  if (hasOwnKernel('BoxSums')) return reshape(runOwn('BoxSums', { prediction, target, ...(exampleWeights && { exampleWeights }) }), [2]);
  const [batch = 0] = prediction.shape;
  const boxes: Tensor2D = sigmoid(reshape(prediction, [batch, 4]));
  const { common, union } = boxOverlap(boxes, reshape(target, [batch, 4]));
  const overlaps = reshape(slice(div(common.area, union), [0, 0], [batch, 1]), [batch]);
  const counted = exampleWeights === undefined ? overlaps : mul(overlaps, exampleWeights);
  return concat([reshape(sum(counted), [1]), countOf(batch, exampleWeights)]);
};

/**
 * Average precision, of what the heads give [examples, 4], the true boxes [examples, 4], and the
 * logits [examples, classes] of the head that says how certain the answer is, if there is one.
 */
export const wholeBox: WholeTestMeasure = {
  read: (prediction, target, logits) => [prediction, target, ...(logits === undefined ? [] : [logits])],
  details: (read) => {
    const truth = arrayAt(read, 1);
    const [, , logits] = read;
    const scores = scoreBoxes(arrayAt(read, 0), truth, logits && largestProbabilities(logits, truth.length / 4));
    return { metrics: Object.fromEntries(boxScores.map((metric, place) => [metric, scores[place] ?? Number.NaN])) };
  },
};
