import { keep } from '@tensorflow/tfjs-core';
import { disposeBatch, type Batch } from './batch';
import type { BatchCounts, Examples } from './task-images';

/**
 * The parts of one step's batch, each put on the device when it is looked at and freed when another
 * one is: a full batch need not fit on the device as a whole. They are looked at one after another;
 * to go back to one gathers it again. `counts` are of all parts together.
 */
export function lazyBatches(
  parts: readonly Examples[],
  gather: (part: Examples) => Batch,
  counts: BatchCounts,
): readonly Batch[] {
  let present: { readonly part: Examples; readonly batch: Batch } | undefined;

  function free(): void {
    if (present !== undefined) disposeBatch(present.batch);
    present = undefined;
  }

  function look(part: Examples): Batch {
    if (present?.part === part) return present.batch;
    free();
    const batch = gather(part);
    // It may be looked at first inside a tf.tidy, and again after that.
    for (const tensor of [...Object.values(batch.inputs), ...batch.targets, ...(batch.labels ?? []), ...(batch.weights ?? [])]) if (tensor !== undefined) keep(tensor);
    present = { part, batch };
    return batch;
  }

  return parts.map((part) => ({
    size: part.indices.length,
    get inputs() {
      return look(part).inputs;
    },
    get targets() {
      return look(part).targets;
    },
    get labels() {
      return look(part).labels;
    },
    get weights() {
      return look(part).weights;
    },
    ...counts,
    free,
  }));
}
