import { tidy } from '@tensorflow/tfjs-core';
import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import { backwardPass, beginFlow, flowBack } from '../backward';
import { plainWeighing, unsharedWeighing, weigh, type Weighing } from '../../balancing/balance';
import { noNumbers, readNumbers } from '../../balancing/read-gradients';
import type { BalancingState } from '../../balancing/balancing-state';
import type { Batch } from '../../data/batch';
import { flatGradient, layersJacobian } from '../flat-gradients';
import { scale, taskGram } from '../../operations/vectors';
import { behind, groupsOf, lastShared } from '../../../plan/sharing';
import type { Combined, StepInput } from '../step-contract';
import { disposeSums, firstLook, overBatches, type Kept, type Parts } from '../micro-batches';
import type { StepPass } from '../forward';
import { measuredGrams, measuredJacobian } from './measure-conflict';

/** A step on one task's loss. */
export function stepOnTask(input: StepInput, balancing: BalancingState, only: number): Combined {
  const weights = input.plan.tasks.map((_, task) => (task === only ? 1 : 0));
  return jointly(input, [], plainWeighing(weights, balancing, []));
}

/** A step of tasks that share nothing: one backward pass of their weighted sum. */
export function unsharedStep(input: StepInput, balancing: BalancingState): Combined {
  return jointly(input, [], unsharedWeighing(input, balancing));
}

/** One backward pass of the weighted sum, whose weights are known or follow from the losses. */
export async function jointStep(input: StepInput, balancing: BalancingState): Promise<Combined> {
  const tasks = input.plan.tasks.length;
  if (balancingMethod(balancing.method).needs === 'nothing') {
    return jointly(input, [], weigh(input, balancing, noNumbers(tasks)));
  }
  return lookThenJointly(input, balancing, () => ({}));
}

/**
 * Rows per task as far as the last layer that each group of tasks shares, whose Gram matrix the
 * method sees; then one backward pass of the weighted sum. Groups have no layer in common, so that
 * the layers of all stand side by side in one Jacobian.
 */
export function lastSharedStep(input: StepInput, balancing: BalancingState): Promise<Combined> {
  const { plan, layers, frozen } = input;
  const last = lastShared(plan, frozen, groupsOf(plan, frozen, balancing.method)).map(({ index }) => index);
  if (last.length === 0) throw new Error('tasks that share no weights have no last shared layer');
  const through = behind(plan, last);
  return lookThenJointly(input, balancing, (pass, batch) => {
    const flow = beginFlow(plan, pass.cotangents, 'per-task');
    flowBack({ plan, layers, batch, pass }, flow, 'per-task', (index) => through.has(index), last);
    return { jacobian: layersJacobian(plan, flow.gradients, last) };
  });
}

async function lookThenJointly(
  input: StepInput,
  balancing: BalancingState,
  look: (pass: StepPass, batch: Batch) => Parts,
): Promise<Combined> {
  const { sums, kept } = firstLook(input, look);
  const { accumulators, jacobian } = sums;
  const gram = jacobian && tidy(() => taskGram(jacobian, [{ offset: 0, size: jacobian.shape[1] }]));
  const numbers = await readNumbers(input.plan.tasks.length, balancing, accumulators, { gram });
  gram?.dispose();
  disposeSums(sums);
  return jointly(input, kept, weigh(input, balancing, numbers));
}

function jointly(input: StepInput, kept: readonly Kept[], weighed: Weighing): Combined {
  const { plan, layers } = input;
  const { accumulators, flat, jacobian } = overBatches(input, kept, (pass, batch) => {
    const cotangents = pass.cotangents.map((cotangent, task) => scale(cotangent, weighed.weights?.[task] ?? 0));
    const gradients = backwardPass({ plan, layers, batch, pass }, cotangents, 'jointly');
    return { flat: flatGradient(plan, gradients), jacobian: measuredJacobian(input, pass, batch) };
  });
  if (flat === undefined) throw new Error('a network without weights cannot train');
  const measured = measuredGrams(input, jacobian);
  jacobian?.dispose();
  return { accumulators, gradient: flat, weighed, measured, cosines: undefined, length: undefined };
}
