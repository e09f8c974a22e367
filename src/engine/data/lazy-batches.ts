import { keep } from '@tensorflow/tfjs-core';
import { disposeBatch, type Batch } from './batch';

/**
 * The parts of one step's batch, each put on the device when it is looked at and freed when another one is: a full batch need not fit
 * on the device as a whole. They are looked at one after another; to go back to one gathers it again.
 */
export function lazyBatches(parts: readonly Uint32Array[], gather: (indices: Uint32Array) => Batch): readonly Batch[] {
  let present: { readonly indices: Uint32Array; readonly batch: Batch } | undefined;

  function free(): void {
    if (present !== undefined) disposeBatch(present.batch);
    present = undefined;
  }

  function look(indices: Uint32Array): Batch {
    if (present?.indices === indices) return present.batch;
    free();
    const batch = gather(indices);
    // It may be looked at first inside a tf.tidy, and again after that.
    for (const tensor of [batch.images, ...batch.targets]) keep(tensor);
    present = { indices, batch };
    return batch;
  }

  return parts.map((indices) => ({
    size: indices.length,
    get images() {
      return look(indices).images;
    },
    get targets() {
      return look(indices).targets;
    },
    free,
  }));
}
