import { waitingRows, beginFlow, flowBack } from '../../step/backward';
import type { Batch } from '../../data/batch';
import { evaluateTasks, forwardPass, outputOf } from '../../step/forward';
import type { Snapshot } from '../../step/step-contract';
import type { Tensor } from '@tensorflow/tfjs-core';
import { testing } from '../../evaluation/evaluate';

/**
 * The output of a step of the plan, [batch, …], and the gradients of the tasks' losses at it,
 * [tasks, batch, …], a row for each task of the document, 0 for one that the step does not serve. As
 * in a test: no dropout, running statistics. Each example's loss counts for itself: nothing is
 * divided by how many there are. Behind a gradient reversal they are those that training follows. To
 * be called inside a tidy.
 */
export function outputGradients({ plan, layers }: Pick<Snapshot, 'plan' | 'layers'>, batch: Batch, index: number): { readonly output: Tensor; readonly gradients: Tensor } {
  // Also where nothing upstream learns: at the data the gradients are wanted too.
  const whole = { ...plan, steps: plan.steps.map((step) => ({ ...step, needsInputs: step.inputs.length > 0 })) };
  const pass = forwardPass(whole, layers, batch, testing);
  const { cotangents } = evaluateTasks(whole, pass, batch, 1);
  const flow = beginFlow(whole, cotangents, 'per-task');
  flowBack({ plan: whole, layers, batch, pass }, flow, 'per-task', (other) => other > index);
  const gradients = waitingRows(flow, index, plan.tasks.length);
  if (gradients === undefined) throw new Error(`step ${index} of the plan leads to no task`);
  return { output: outputOf(pass, index), gradients };
}
