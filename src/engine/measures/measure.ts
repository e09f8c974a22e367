import { fill, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { TestDetails } from '../../domain/metrics/summary';

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

/**
 * What a measure makes of all examples of a test together, where a metric is no sum over batches.
 */
export interface WholeTestMeasure {
  /**
   * What comes to the processor of each part of a test: prediction and target as above → tensors
   * [batch, …], as many for every part. Tensors that it is given may be handed on as they are. Runs
   * inside the caller's tf.tidy.
   * @param logits [batch, classes] of the head whose certainty stands for that of all answers to an
   *   image (`certainMeasure`); undefined where the network has none
   */
  readonly read: (prediction: Tensor, target: Tensor, logits: Tensor | undefined) => readonly Tensor[];
  /**
   * What is left of them.
   * @param read an array for each of the tensors, [examples, …] with those of all parts one after
   *   another
   * @param outputSize how many values the head's output has per example
   */
  readonly details: (read: readonly Float32Array[], outputSize: number) => TestDetails;
}

/** What was read at that place. Throws when it is missing, since half of it would look like all. */
export function arrayAt(read: readonly Float32Array[], index: number): Float32Array {
  const values = read[index];
  if (values === undefined) throw new Error(`array ${index} is missing from ${read.length}`);
  return values;
}
