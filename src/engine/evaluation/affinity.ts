import { concat, mul, reshape, slice, sub, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { affinityMatrix } from '../../domain/metrics/conflict/affinity';
import { backwardPass } from '../step/backward';
import type { Plan } from '../../plan/compile';
import { taskGradients } from '../step/flat-gradients';
import { jacobianWithoutFrozen } from '../step/frozen';
import { overBatches } from '../step/micro-batches';
import type { StepInput } from '../step/step-contract';
import { disposeLayers, sliceWeights } from '../step/forward';
import { learningRateAt } from '../step/update';

/**
 * Task affinities on the batch of a step (TAG, Fifty et al. 2021, equation 1): [tasks][tasks], row
 * i: 1 − L_j(after a step on task i alone) / L_j(before). The step is θ − η ∂L_i/∂θ on the weights
 * that tasks share, with the learning rate in force, whatever the optimiser; frozen layers stay.
 * Every loss is one of training, with the dropout masks of that step, and running statistics are
 * neither used nor changed. Leaves everything as it is. Where tasks share no weights, all is 0.
 */
export async function measureAffinity(input: StepInput): Promise<readonly (readonly number[])[]> {
  const { plan, layers, frozen, experiment, live, state } = input;
  const tasks = plan.tasks.length;
  const rate = learningRateAt(experiment, live, state.step);
  const { accumulators, jacobian } = overBatches(input, [], (pass, batch) => {
    if (plan.sharedLength === 0) return {};
    const { shared } = taskGradients(plan, backwardPass({ plan, layers, batch, pass }, pass.cotangents, 'per-task'));
    return { jacobian: jacobianWithoutFrozen(frozen, shared) };
  });
  const rows = plan.tasks.map((_, task) => {
    if (jacobian === undefined) return accumulators.clone();
    const flat = tidy(() => movedAlong(plan, state.weights, jacobian, task, rate));
    const ahead = sliceWeights(plan, flat, state.statistics);
    flat.dispose();
    const after = overBatches({ ...input, layers: ahead }, [], () => ({}));
    disposeLayers(ahead);
    return after.accumulators;
  });
  jacobian?.dispose();
  const all = tidy(() => concat([accumulators, ...rows].map((row): Tensor1D => slice(row, 0, tasks))));
  for (const row of [accumulators, ...rows]) row.dispose();
  const losses = [...(await all.data())];
  all.dispose();
  const [before = [], ...after] = Array.from({ length: tasks + 1 }, (_, row) => losses.slice(row * tasks, (row + 1) * tasks));
  return affinityMatrix(before, after);
}

/** The weights after a step of plain gradient descent on one task, on the shared weights alone. */
function movedAlong(plan: Plan, weights: Tensor1D, jacobian: Tensor2D, task: number, rate: number): Tensor1D {
  const row: Tensor1D = reshape(slice(jacobian, [task, 0], [1, plan.sharedLength]), [plan.sharedLength]);
  const shared: Tensor1D = sub(slice(weights, 0, plan.sharedLength), mul(row, rate));
  return plan.sharedLength === plan.parameters ? shared : concat([shared, slice(weights, plan.sharedLength, plan.parameters - plan.sharedLength)]);
}
