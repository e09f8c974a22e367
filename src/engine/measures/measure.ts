import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/**
 * The sums that a batch leaves for its metrics, on the device: prediction [batch, …], target as for
 * the task's loss → [sums]. Sums of batches add; domain/metrics turns the total into metrics. Runs
 * inside the caller's tf.tidy.
 */
export type Measure = (prediction: Tensor, target: Tensor) => Tensor1D;
