import type { Tensor1D } from '@tensorflow/tfjs-core';

/** The slot of that number. Throws when the state has fewer than the rule asks for. */
export function slotOf(slots: readonly Tensor1D[], index: number): Tensor1D {
  const slot = slots[index];
  if (slot === undefined) throw new Error(`the optimiser's state has no slot ${index}`);
  return slot;
}
