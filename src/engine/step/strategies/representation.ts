import { addN, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { beginFlow, flowBack, replaceWaiting, waitingRows, type Flow } from '../backward';
import { weigh } from '../../balancing/balance';
import { readNumbers } from '../../balancing/read-gradients';
import type { BalancingState } from '../../balancing/balancing-state';
import type { Batch } from '../../data/batch';
import { combinedGradient } from '../flat-gradients';
import { combineRows, taskGram } from '../../operations/vectors';
import { groupsOf, servingWholeGroups } from '../../../plan/sharing';
import type { Combined, StepInput } from '../step-contract';
import { disposeSums, firstLook, overBatches } from '../micro-batches';
import type { StepPass } from '../forward';
import { measuredGrams, measuredJacobian } from './measure-conflict';

/**
 * Rows per task flow back as far as the outputs that leave the set of layers shared by all tasks of
 * a group: the shared representation, whose Gram matrix the method sees (Sener and Koltun 2018,
 * section 3.3). With its weights the rows become one, which goes on through the shared part.
 */
export async function representationStep(input: StepInput, balancing: BalancingState): Promise<Combined> {
  const { plan, layers, frozen } = input;
  const tasks = plan.tasks.length;
  const all = servingWholeGroups(plan, groupsOf(plan, frozen, balancing.method));
  const throughHeads = (pass: StepPass, batch: Batch): Flow => {
    const flow = beginFlow(plan, pass.cotangents, 'per-task');
    flowBack({ plan, layers, batch, pass }, flow, 'per-task', (index) => !all.has(index));
    return flow;
  };
  const { sums, kept } = firstLook(input, (pass, batch) => {
    const flow = throughHeads(pass, batch);
    const grams = [...all].flatMap((index) => {
      const rows = waitingRows(flow, index, tasks);
      return rows === undefined ? [] : [gramOf(rows, tasks)];
    });
    return { gram: addN(grams), flow };
  });
  const numbers = await readNumbers(tasks, balancing, sums.accumulators, { gram: sums.gram });
  disposeSums(sums);
  const weighed = weigh(input, balancing, numbers);
  const weights = weighed.weights ?? [];
  const { accumulators, flat, jacobian } = overBatches(input, kept, (pass, batch, begun) => {
    const flow = begun ?? throughHeads(pass, batch);
    for (const index of all) {
      const rows = waitingRows(flow, index, tasks);
      if (rows !== undefined) replaceWaiting(flow, index, combined(rows, weights));
    }
    flowBack({ plan, layers, batch, pass }, flow, 'jointly', (index) => all.has(index));
    return { flat: combinedGradient(plan, flow.gradients, weights), jacobian: measuredJacobian(input, pass, batch) };
  });
  if (flat === undefined) throw new Error('a network without weights cannot train');
  const measured = measuredGrams(input, jacobian);
  jacobian?.dispose();
  return { accumulators, gradient: flat, weighed, measured, cosines: undefined, length: undefined };
}

/**
 * [tasks, batch, …] → [1, tasks, tasks]: inner products over the whole batch, which add up over
 * micro-batches.
 */
function gramOf(rows: Tensor, tasks: number): Tensor {
  const size = rows.size / tasks;
  return taskGram(reshape(rows, [tasks, size]), [{ offset: 0, size }]);
}

/** [tasks, batch, …] → [1, batch, …] */
function combined(rows: Tensor, weights: readonly number[]): Tensor {
  const [tasks = 0, ...shape] = rows.shape;
  return reshape(combineRows(reshape(rows, [tasks, rows.size / tasks]), weights), [1, ...shape]);
}
