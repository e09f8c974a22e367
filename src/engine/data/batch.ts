import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Examples on the device, ready for a forward pass. Whoever made it disposes of it with
 * `disposeBatch`.
 */
export interface Batch {
  readonly size: number;
  /** [batch, height, width, channels], normalised by the data set's mean and deviation. */
  readonly images: Tensor4D;
  /**
   * Per task: class indices [batch] (int32), scaled values [batch, size], or pixels in [0, 1]
   * [batch, height, width, channels].
   */
  readonly targets: readonly Tensor[];
  /** Of a batch that is put on the device only when it is looked at: frees what is there. */
  readonly free?: () => void;
}

/** Frees a batch's tensors. */
export function disposeBatch(batch: Batch): void {
  if (batch.free !== undefined) return batch.free();
  batch.images.dispose();
  for (const target of batch.targets) target.dispose();
}
