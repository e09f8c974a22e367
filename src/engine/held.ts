import { cast, mul, slice, tensor1d, tidy, where, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Plan } from './compile';

/**
 * What a step leaves as it is: the weights of frozen layers, and in a step on one task's loss those that the task does not reach. Running
 * statistics of normalisation go on in either, as those of parameters without a gradient do in PyTorch.
 */
export interface Held {
  /** Indices of the steps of the plan whose weights stand still. */
  readonly steps: ReadonlySet<number>;
  /** [parameters] 1 for a weight that may move, 0 for one that stands still; undefined where all may move. */
  readonly mask: Tensor1D | undefined;
}

/** Nothing stands still. */
export const nothingHeld: Held = { steps: new Set(), mask: undefined };

/** What these frozen layers (ids; unknown ones are passed over) and a step on one task alone hold. The caller frees it by `disposeHeld`. */
export function holdBack(plan: Plan, frozen: readonly string[], only: number | undefined): Held {
  const steps = new Set<number>();
  for (const [index, { layer, tasks, weights }] of plan.steps.entries()) {
    if (weights.length === 0) continue;
    if (frozen.includes(layer.id) || (only !== undefined && !tasks.includes(only))) steps.add(index);
  }
  if (steps.size === 0) return nothingHeld;
  const mask = new Float32Array(plan.parameters).fill(1);
  for (const index of steps) {
    for (const { offset, size } of plan.steps[index]?.weights ?? []) mask.fill(0, offset, offset + size);
  }
  return { steps, mask: tensor1d(mask) };
}

/** Frees the mask. */
export function disposeHeld({ mask }: Held): void {
  mask?.dispose();
}

/** A vector [parameters] with 0 for all that stands still. */
export function withoutHeld({ mask }: Held, vector: Tensor1D): Tensor1D {
  return mask === undefined ? vector : mul(vector, mask);
}

/** A Jacobian [tasks, shared weights] with columns of 0 for all that stands still. */
export function jacobianWithoutHeld({ mask }: Held, jacobian: Tensor2D): Tensor2D {
  return mask === undefined ? jacobian : mul(jacobian, slice(mask, 0, jacobian.shape[1]));
}

/** A vector [parameters] after an update, with what it was before wherever it stands still, to the last bit. */
export function keepingHeld({ mask }: Held, before: Tensor1D, after: Tensor1D): Tensor1D {
  return mask === undefined ? after : tidy((): Tensor1D => where(cast(mask, 'bool'), after, before));
}
