import { concat, mul, reshape, slice, sub, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { affinityMatrix } from '../../../domain/metrics/conflict/affinity';
import { backwardPass } from '../../step/backward';
import type { Plan } from '../../../plan/compile';
import { taskGradients } from '../../step/flat-gradients';
import { jacobianWithoutFrozen, whileFrozen, type Frozen } from '../../step/frozen';
import { overBatches } from '../../step/micro-batches';
import type { Snapshot } from '../../step/step-contract';
import { disposeLayers, sliceWeights } from '../../step/forward';
import { learningRateAt } from '../../step/update';
import type { Batch } from '../../data/batch';
import { ok } from '../../../lib/result';
import type { Trainer } from '../../trainer-contract';
import { nextBatchReady, onNextBatch } from '../examples';
import type { Inspection } from '../inspection';

/** On the batch of the next step. */
export const affinity: Inspection<'affinity'> = {
  ready: nextBatchReady,
  answer: async (_question, subject) => {
    const { trainer } = subject;
    const effects = await onNextBatch(subject, (batches) => affinitiesOn(trainer, batches));
    return ok({ step: trainer.step, effects });
  },
};

/**
 * Task affinities on the batch of a step (TAG, Fifty et al. 2021, equation 1): [tasks][tasks], row
 * i: 1 − L_j(after a step on task i alone) / L_j(before). The step is θ − η ∂L_i/∂θ on the weights
 * that tasks share, with the learning rate in force, whatever the optimiser; frozen layers stay.
 * Every loss is one of training, with the dropout masks of that step, and running statistics are
 * neither used nor changed. Leaves everything as it is. Where tasks share no weights, all is 0.
 */
export function affinitiesOn(trainer: Pick<Trainer, 'inspect'>, batches: readonly Batch[]): Promise<readonly (readonly number[])[]> {
  return trainer.inspect((snapshot) =>
    // Steps on one task's loss each, in which set weights do not count.
    whileFrozen(snapshot.plan, { ...snapshot.live, weights: [] }, undefined, (frozen) => measure(snapshot, batches, frozen)),
  );
}

async function measure(snapshot: Snapshot, batches: readonly Batch[], frozen: Frozen): Promise<readonly (readonly number[])[]> {
  const { plan, layers, experiment, live, state } = snapshot;
  const input = { ...snapshot, batches, frozen };
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
