import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/**
 * The sums that a batch leaves for its metrics, on the device: prediction [batch, …], target as for
 * the task's loss → [sums]. Sums of batches add; domain/metrics turns the total into metrics. Runs
 * inside the caller's tf.tidy.
 */
export type Measure = (prediction: Tensor, target: Tensor) => Tensor1D;

/**
 * What a whole test reads of a batch where the metrics of a measure follow from all examples
 * together: prediction and target as above → tensors [batch, …], as many for every batch. They come
 * to the processor part by part, and domain/metrics makes `details` of them. Tensors that it is
 * given may be handed on as they are. Runs inside the caller's tf.tidy.
 */
export type Reading = (prediction: Tensor, target: Tensor) => readonly Tensor[];
