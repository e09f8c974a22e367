import { argMax, cast, concat, equal, fill, reshape, sum } from '@tensorflow/tfjs-core';
import { scoreClassifier } from '../../domain/metrics/classifier-scores';
import { mapValues } from '../../lib/keys';
import { hasOwnKernel, runOwn } from '../operations/own-kernel';
import { arrayAt, type Measure, type WholeTestMeasure } from './measure';

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

/** Scores and confusion matrix, of the logits [examples, classes] and true classes [examples]. */
export const wholeClassification: WholeTestMeasure = {
  read: (prediction, target) => [prediction, target],
  details: (read, classes) => {
    const { confusion, ...scores } = scoreClassifier(arrayAt(read, 0), arrayAt(read, 1), classes);
    // In single precision, as all that is kept of a test has been from the first version on.
    return { metrics: mapValues(scores, Math.fround), confusion };
  },
};
