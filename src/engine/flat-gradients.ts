import { concat, mul, reshape, zeros, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { rowOf, type StepGradients } from './backward';
import { isShared, type Plan, type PlanStep } from './compile';
import { combineRows } from './operations/vectors';

/** The gradients of a joint pass as one vector in the order of the weights: [parameters]. */
export function flatGradient(plan: Plan, gradients: StepGradients): Tensor1D {
  return oneVector([...flattened(plan, gradients, true), ...flattened(plan, gradients, false)]);
}

/** The gradients of a pass per task. */
type TaskGradients = {
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

/** The gradient of one shared layer after a pass per task: [tasks, values], zero for tasks that do not use it. */
export function layerJacobian(plan: Plan, gradients: StepGradients, index: number): Tensor2D {
  const step = plan.steps[index];
  if (step === undefined) throw new Error(`the plan has no step ${index}`);
  const parts = (gradients[index] ?? []).map((gradient) => withZeroRows(rowsOf(gradient), step, plan.tasks.length));
  const whole = concat(parts, 1);
  return reshape(whole, [plan.tasks.length, whole.size / plan.tasks.length]);
}

/**
 * The gradient [parameters] after a pass that went per task at first and jointly then: rows that several tasks still have of a layer are
 * combined with the tasks' weights, and what one task alone uses is scaled by its own weight.
 */
export function combinedGradient(
  plan: Plan,
  gradients: StepGradients,
  weights: readonly number[],
  ownWeights: readonly number[] | undefined,
): Tensor1D {
  const parts = (shared: boolean) =>
    plan.steps.flatMap((step, index) => {
      if (isShared(step) !== shared) return [];
      return (gradients[index] ?? []).map((gradient): Tensor => {
        const rows = rowsOf(gradient);
        if (rows.shape[0] !== 1) return combineRows(rows, step.tasks.map((task) => weights[task] ?? 0));
        const own = shared ? undefined : ownWeights?.[step.tasks[0] ?? -1];
        return own === undefined ? rows : mul(rows, own);
      });
    });
  return oneVector([...parts(true), ...parts(false)]);
}

function oneVector(parts: readonly Tensor[]): Tensor1D {
  return concat(parts.map((part): Tensor1D => reshape(part, [part.size])));
}

/** The gradients of all shared, or all other, weights as matrices: [tasks of the pass, values]. */
function flattened(plan: Plan, gradients: StepGradients, shared: boolean): Tensor2D[] {
  return plan.steps.flatMap((step, index) => {
    if (isShared(step) !== shared) return [];
    return (gradients[index] ?? []).map((gradient) => {
      const rows = rowsOf(gradient);
      return shared && rows.shape[0] !== 1 ? withZeroRows(rows, step, plan.tasks.length) : rows;
    });
  });
}

/** [rows, …] → [rows, values]. */
function rowsOf(gradient: Tensor): Tensor2D {
  return reshape(gradient, [gradient.shape[0] ?? 0, -1]);
}

/** [tasks of the step, values] → [all tasks, values]. */
function withZeroRows(rows: Tensor2D, step: PlanStep, tasks: number): Tensor2D {
  if (step.tasks.length === tasks) return rows;
  const nothing = zeros([1, rows.shape[1]]);
  const all = Array.from({ length: tasks }, (_, task) => {
    const row = step.tasks.indexOf(task);
    return row < 0 ? nothing : rowOf(rows, row);
  });
  return reshape(concat(all, 0), [tasks, rows.shape[1]]);
}
