import { argMax, cast, concat, equal, mul, reshape, sum, type Tensor1D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from '../operations/own-kernel';
import { countOf, type Measure } from './measure';

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
