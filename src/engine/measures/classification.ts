import { argMax, cast, concat, equal, mul, reshape, sum, type Tensor1D } from '@tensorflow/tfjs-core';
import { scoreClassifier } from '../../domain/metrics/classifier-scores';
import { mapValues } from '../../lib/keys';
import { hasOwnKernel, runOwn } from '../operations/own-kernel';
import { arrayAt, countOf, type Measure, type WholeTestMeasure } from './measure';

/**
 * [correct, examples]: prediction [batch, classes] (logits), target [batch] class indices. Of equal
 * logits the first counts.
 */
export const classification: Measure = (prediction, target, exampleWeights) => {
  const [batch = 0] = prediction.shape;
  const classOf: Tensor1D = cast(reshape(target, [batch]), 'int32');
  if (hasOwnKernel('ClassificationSums')) {
    const inputs = { logits: prediction, target: classOf, ...(exampleWeights === undefined ? {} : { exampleWeights }) };
    return reshape(runOwn('ClassificationSums', inputs), [2]);
  }
  const hits = cast(equal(argMax(prediction, 1), classOf), 'float32');
  const counted = exampleWeights === undefined ? hits : mul(hits, exampleWeights);
  return concat([reshape(sum(counted), [1]), countOf(batch, exampleWeights)]);
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
