import { concat, reshape, zeros, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { rowOf, type StepGradients } from './backward';
import { isShared, type Plan, type PlanStep } from '../../plan/compile';
import { joinVectors } from '../operations/columns';
import { combineRows } from '../operations/vectors';

/** The gradients of a joint pass as one vector in the order of the weights: [parameters]. */
export function flatGradient(plan: Plan, gradients: StepGradients): Tensor1D {
  return oneVector(inOrder(plan, gradients, (rows) => rows));
}

/** The gradients of a pass per task. */
type TaskGradients = {
  /**
   * [tasks, shared parameters]: the Jacobian of the losses; zero where a task does not use a layer.
   */
  readonly shared: Tensor2D;
  /** [other parameters]: each task's own gradient. Undefined where all weights are shared. */
  readonly own: Tensor1D | undefined;
};

/**
 * The gradients of a pass per task, in the order of the weights. Only for plans in which tasks
 * share weights.
 */
export function taskGradients(plan: Plan, gradients: StepGradients): TaskGradients {
  const tasks = plan.tasks.length;
  const shared = ofWeights(plan, gradients, true, (rows, step) => withZeroRows(rows, step, tasks));
  const own = ofWeights(plan, gradients, false, (rows) => rows);
  return { shared: reshape(concat(shared, 1), [tasks, plan.sharedLength]), own: own.length === 0 ? undefined : oneVector(own) };
}

/**
 * The gradients of some shared layers after a pass per task: [tasks, values], zero for tasks that
 * do not use a layer.
 */
export function layersJacobian(plan: Plan, gradients: StepGradients, indices: readonly number[]): Tensor2D {
  const parts = indices.flatMap((index) => {
    const step = plan.steps[index];
    if (step === undefined) throw new Error(`the plan has no step ${index}`);
    return (gradients[index] ?? []).map((gradient) => withZeroRows(rowsOf(gradient), step, plan.tasks.length));
  });
  const whole = concat(parts, 1);
  return reshape(whole, [plan.tasks.length, whole.size / plan.tasks.length]);
}

/**
 * The gradient [parameters] after a pass that went per task at first and jointly then: rows that
 * several tasks still have of a layer are combined with the tasks' weights [tasks], and what one
 * task alone uses has that task's own gradient.
 */
export function combinedGradient(plan: Plan, gradients: StepGradients, weights: readonly number[]): Tensor1D {
  return oneVector(
    inOrder(plan, gradients, (rows, step) => (rows.shape[0] === 1 ? rows : combineRows(rows, step.tasks.map((task) => weights[task] ?? 0)))),
  );
}

function oneVector(parts: readonly Tensor[]): Tensor1D {
  return joinVectors(parts.map((part): Tensor1D => reshape(part, [part.size])));
}

/**
 * What is made of the gradients of a pass, each [tasks of the pass, values], in the order of the
 * weights.
 */
function inOrder<Made>(plan: Plan, gradients: StepGradients, make: (rows: Tensor2D, step: PlanStep) => Made): Made[] {
  return [true, false].flatMap((shared) => ofWeights(plan, gradients, shared, make));
}

/** The same for all shared, or all other, weights alone. */
function ofWeights<Made>(plan: Plan, gradients: StepGradients, shared: boolean, make: (rows: Tensor2D, step: PlanStep) => Made): Made[] {
  return plan.steps.flatMap((step, index) =>
    isShared(step) === shared ? (gradients[index] ?? []).map((gradient) => make(rowsOf(gradient), step)) : [],
  );
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
