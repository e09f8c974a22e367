import { fill, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

/**
 * The sums that a batch leaves for its metrics, on the device: prediction [batch, …], target as for
 * the task's loss → [sums]. exampleWeights [batch], 1 or 0: an example of weight 0 is left out of
 * all sums, those of examples too, whatever finite numbers its prediction and target are; undefined
 * where all are 1. Sums of batches add; domain/metrics turns the total into metrics. Runs inside
 * the caller's tf.tidy.
 */
export type Measure = (prediction: Tensor, target: Tensor, exampleWeights?: Tensor1D) => Tensor1D;

/** How many examples count, [1]. */
export function countOf(batch: number, exampleWeights: Tensor1D | undefined): Tensor1D {
  return exampleWeights === undefined ? fill([1], batch) : reshape(sum(exampleWeights), [1]);
}
