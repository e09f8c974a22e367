import { argMax, cast, concat, equal, fill, reshape, sum } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from '../operations/own-kernel';
import type { Measure, Reading } from './measure';

/**
 * [correct, examples]: prediction [batch, classes] (logits), target [batch] class indices. Of equal
 * logits the first counts.
 */
export const classification: Measure = (prediction, target) => {
  const [batch = 0] = prediction.shape;
  if (hasOwnKernel('ClassificationSums')) {
    return reshape(runOwn('ClassificationSums', { logits: prediction, target: cast(reshape(target, [batch]), 'int32') }), [2]);
  }
  const hits = equal(argMax(prediction, 1), cast(reshape(target, [batch]), 'int32'));
  return concat([reshape(sum(cast(hits, 'float32')), [1]), fill([1], batch)]);
};

/** The logits [batch, classes], and the true classes [batch]. */
export const classificationReading: Reading = (prediction, target) => [prediction, target];
