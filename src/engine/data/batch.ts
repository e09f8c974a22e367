import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/**
 * Examples on the device, ready for a forward pass. Whoever made it disposes of it with
 * `disposeBatch`.
 */
export interface Batch {
  readonly size: number;
  /**
   * By the names of the data set's fields what the network takes in, float32: images [batch, height,
   * width, channels] and numbers [batch, size], normalised by the field's means and deviations, or
   * [batch, classes] with a 1 for the class. Where a field is missing of an example it is 0 all over:
   * the mean.
   */
  readonly inputs: Readonly<Record<string, Tensor>>;
  /**
   * Per task: class indices [batch] (int32), scaled values [batch, size], or pixels in [0, 1]
   * [batch, height, width, channels].
   */
  readonly targets: readonly Tensor[];
  /**
   * Per task [batch]: 1 for an example that it has a label for, 0 for one that it has none for, whose
   * target then means nothing; undefined for a task that has one for each. Absent where all tasks do.
   */
  readonly labels?: readonly (Tensor1D | undefined)[] | undefined;
  /**
   * Per task, how many examples of the whole step's batch it has a label for, whichever part of it
   * this is; of a test, how many of this batch. Absent as `labels`.
   */
  readonly labelled?: readonly number[] | undefined;
  /**
   * Per task [batch], what each example counts in its loss: 0 where it has no label for it; undefined
   * for a task whose examples with a label count 1 each. Absent where all tasks' do.
   */
  readonly weights?: readonly (Tensor1D | undefined)[] | undefined;
  /**
   * Per task the sum of its weights over the whole step's batch; of a test, over this batch. Absent
   * as `weights`, and undefined likewise.
   */
  readonly weighed?: readonly (number | undefined)[] | undefined;
  /** Of a batch that is put on the device only when it is looked at: frees what is there. */
  readonly free?: () => void;
}

/** Frees a batch's tensors. */
export function disposeBatch(batch: Batch): void {
  if (batch.free !== undefined) return batch.free();
  for (const given of Object.values(batch.inputs)) given.dispose();
  for (const target of batch.targets) target.dispose();
  for (const own of [...(batch.labels ?? []), ...(batch.weights ?? [])]) own?.dispose();
}
