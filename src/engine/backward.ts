import {
  concat,
  expandDims,
  reshape,
  slice,
  tidy,
  zeros,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { isShared, type Plan, type PlanStep } from './compile';
import type { Batch } from './data/batch';
import { contextOf, total, type ForwardPass, type LayerWeights } from './step-forward';

/** Gradients of the weights of every step of the plan, each [tasks, …shape of the weight]. */
export type StepGradients = Tensor[][];

/** A cotangent that flows back into a step: [tasks.length, batch, …], one row per task listed. */
interface Contribution {
  readonly tasks: readonly number[];
  readonly cotangent: Tensor;
}

/** In a joint pass all tasks flow back as one. */
const jointly = [0] as const;

/**
 * Takes the losses' cotangents, per task [batch, …], back through the network, inside the caller's tidy. Per task: every step
 * gets a cotangent with one row for each task that it serves. Jointly: one row for their sum. Either way from one forward pass,
 * and every layer is passed once.
 */
export function backwardPass(
  plan: Plan,
  weights: LayerWeights,
  batch: Batch,
  pass: ForwardPass,
  cotangents: readonly Tensor[],
  way: 'jointly' | 'per-task',
): StepGradients {
  const incoming: Contribution[][] = plan.steps.map(() => []);
  for (const [index, task] of plan.tasks.entries()) {
    const cotangent = cotangents[index];
    if (cotangent === undefined) throw new Error(`task ${task.id} has no cotangent`);
    incoming[task.head]?.push({ tasks: way === 'jointly' ? jointly : [index], cotangent: expandDims(cotangent, 0) });
  }
  const gradients: StepGradients = plan.steps.map(() => []);
  for (let index = plan.steps.length - 1; index >= 0; index -= 1) {
    const step = plan.steps[index];
    const contributions = incoming[index] ?? [];
    if (step === undefined || (step.weights.length === 0 && !step.needsInputs)) continue;
    const tasks = way === 'jointly' ? jointly : step.tasks;
    const result = tidy(() => {
      const cotangent = aligned(contributions, tasks);
      const { inputs, weights: own } = step.pair.backward(step.layer, cotangent, contextOf(plan, index, pass, weights, batch));
      return { inputs: [...inputs], weights: [...own] };
    });
    for (const contribution of contributions) contribution.cotangent.dispose();
    gradients[index] = result.weights;
    for (const [place, cotangent] of result.inputs.entries()) {
      incoming[step.inputs[place] ?? -1]?.push({ tasks, cotangent });
    }
  }
  return gradients;
}

/** The sum of what flows back from several sides, one row for each of `tasks`: [tasks.length, batch, …]. */
function aligned(contributions: readonly Contribution[], tasks: readonly number[]): Tensor {
  if (contributions.every((contribution) => contribution.tasks.length === tasks.length)) {
    return total(contributions.map((contribution) => contribution.cotangent));
  }
  const rows = tasks.map((task) => {
    const parts: Tensor[] = [];
    for (const { tasks: own, cotangent } of contributions) {
      const row = own.indexOf(task);
      if (row < 0) continue;
      parts.push(own.length === 1 ? cotangent : rowOf(cotangent, row));
    }
    return total(parts);
  });
  return concat(rows, 0);
}

/** One row of the first axis, the axis kept. */
function rowOf(tensor: Tensor, row: number): Tensor {
  const [, ...shape] = tensor.shape;
  return slice(tensor, [row, ...shape.map(() => 0)], [1, ...shape]);
}

/** The gradients of a joint pass as one vector in the order of the weights: [parameters]. */
export function flatGradient(plan: Plan, gradients: StepGradients): Tensor1D {
  return oneVector([...flattened(plan, gradients, true), ...flattened(plan, gradients, false)]);
}

/** The gradients of a pass per task. */
export type TaskGradients = {
  /** [tasks, shared parameters]: the Jacobian of the losses; zero where a task does not use a layer. */
  readonly shared: Tensor2D;
  /** [other parameters]: each task's own gradient. Undefined where all weights are shared. */
  readonly own: Tensor1D | undefined;
};

/** The gradients of a pass per task, in the order of the weights. Only for plans in which tasks share weights. */
export function taskGradients(plan: Plan, gradients: StepGradients): TaskGradients {
  const shared: Tensor2D = reshape(concat(flattened(plan, gradients, true), 1), [plan.tasks.length, plan.sharedLength]);
  const own = flattened(plan, gradients, false);
  return { shared, own: own.length === 0 ? undefined : oneVector(own) };
}

function oneVector(parts: readonly Tensor[]): Tensor1D {
  return concat(parts.map((part): Tensor1D => reshape(part, [part.size])));
}

/** The gradients of all shared, or all other, weights as matrices: [tasks of the pass, values]. */
function flattened(plan: Plan, gradients: StepGradients, shared: boolean): Tensor[] {
  const parts: Tensor[] = [];
  for (const [index, step] of plan.steps.entries()) {
    if (isShared(step) !== shared) continue;
    for (const gradient of gradients[index] ?? []) {
      const rows = reshape(gradient, [gradient.shape[0] ?? 0, -1]);
      parts.push(shared && rows.shape[0] !== 1 ? withZeroRows(rows, step, plan.tasks.length) : rows);
    }
  }
  return parts;
}

/** [tasks of the step, values] → [all tasks, values]. */
function withZeroRows(rows: Tensor, step: PlanStep, tasks: number): Tensor {
  if (step.tasks.length === tasks) return rows;
  const nothing = zeros([1, rows.shape[1] ?? 0]);
  return concat(Array.from({ length: tasks }, (_, task) => {
    const row = step.tasks.indexOf(task);
    return row < 0 ? nothing : rowOf(rows, row);
  }), 0);
}
