import { concat, reshape, slice, type Tensor2D } from '@tensorflow/tfjs-core';
import { isShared, type PlanStep } from '../../../plan/compile';
import type { Batch } from '../../data/batch';
import { backwardPass } from '../../step/backward';
import { flatGradient, taskGradients } from '../../step/flat-gradients';
import { disposeSums, overBatches, type Sums } from '../../step/micro-batches';
import type { Snapshot } from '../../step/step-contract';

/**
 * The gradients of the tasks' losses at the weights of a step of the plan, a row for each task that
 * it serves: [tasks of the step, its weights]. To be called inside a tidy.
 */
export type GradientRows = (step: PlanStep) => Tensor2D;

/**
 * Does some work with the gradients of the tasks' losses on a batch, before task weights and
 * penalties. The pass is one of training, with the dropout masks of the next step; running
 * statistics stay, and so does everything else.
 */
export async function withTaskGradients<Value>(
  snapshot: Snapshot,
  batches: readonly Batch[],
  work: (rowsOf: GradientRows) => Promise<Value>,
): Promise<Value> {
  const { plan, layers } = snapshot;
  const sums = overBatches({ ...snapshot, batches }, [], (pass, batch) => {
    const gradients = backwardPass({ plan, layers, batch, pass }, pass.cotangents, 'per-task');
    if (plan.sharedLength === 0) return { flat: flatGradient(plan, gradients) };
    const { shared, own } = taskGradients(plan, gradients);
    return { jacobian: shared, flat: own };
  });
  try {
    return await work((step) => rowsOf(sums, step, plan.sharedLength));
  } finally {
    disposeSums(sums);
  }
}

function rowsOf({ jacobian, flat }: Sums, step: PlanStep, sharedLength: number): Tensor2D {
  const offset = step.weights[0]?.offset ?? 0;
  const size = step.weights.reduce((sum, weight) => sum + weight.size, 0);
  if (isShared(step) && jacobian !== undefined) {
    return concat(step.tasks.map((task): Tensor2D => slice(jacobian, [task, offset], [1, size])));
  }
  if (flat === undefined) throw new Error(`layer ${step.layer.id} has no gradient`);
  return reshape(slice(flat, offset - sharedLength, size), [1, size]);
}
