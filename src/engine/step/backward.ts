import { concat, expandDims, slice, tidy, zeros, type Tensor } from '@tensorflow/tfjs-core';
import type { Plan } from '../../plan/compile';
import type { Batch } from '../data/batch';
import { layerPairs } from '../layers/layer-pairs';
import { contextOf, total, type ForwardPass, type LayerWeights } from './forward';

/**
 * Gradients of the weights of every step of the plan, each [tasks, …shape of the weight]; none for
 * steps that were not passed.
 */
export type StepGradients = Tensor[][];

/** A cotangent that flows back into a step: [tasks.length, batch, …], one row per task listed. */
type Contribution = {
  tasks: number[];
  cotangent: Tensor;
};

/**
 * A backward pass under way: what has come in at each step of the plan, and the gradients so far.
 */
export type Flow = {
  incoming: Contribution[][];
  gradients: StepGradients;
};

/**
 * Jointly: all tasks flow back as one row. Per task: every step gets a row for each task that it
 * serves.
 */
type TaskAxis = 'jointly' | 'per-task';

/** In a joint pass all tasks flow back as one. */
const jointly = [0];

/** What a backward pass reads. */
interface BackwardInput {
  readonly plan: Plan;
  readonly layers: LayerWeights;
  readonly batch: Batch;
  readonly pass: ForwardPass;
}

/**
 * Takes the losses' cotangents, per task [batch, …], back through the network, inside the caller's
 * tidy. Either way from one forward pass, and every layer is passed once. Leaves the cotangents as
 * they are.
 */
export function backwardPass(input: BackwardInput, cotangents: readonly Tensor[], axis: TaskAxis): StepGradients {
  const flow = beginFlow(input.plan, cotangents, axis);
  flowBack(input, flow, axis, () => true);
  return flow.gradients;
}

/**
 * A backward pass before its first layer: the losses' cotangents, per task [batch, …], at the
 * heads.
 */
export function beginFlow(plan: Plan, cotangents: readonly Tensor[], axis: TaskAxis): Flow {
  const incoming: Contribution[][] = plan.steps.map(() => []);
  for (const [index, task] of plan.tasks.entries()) {
    const cotangent = cotangents[index];
    if (cotangent === undefined) throw new Error(`task ${task.id} has no cotangent`);
    incoming[task.head]?.push({ tasks: axis === 'jointly' ? [...jointly] : [index], cotangent: expandDims(cotangent, 0) });
  }
  return { incoming, gradients: plan.steps.map(() => []) };
}

/**
 * Goes back through the steps that `through` lets pass, which must be all that lies behind each of
 * them; what flows into the others waits there. `bottoms`: steps whose weights' gradients are
 * wanted, but nothing beyond them.
 */
export function flowBack(
  { plan, layers, batch, pass }: BackwardInput,
  flow: Flow,
  axis: TaskAxis,
  through: (index: number) => boolean,
  bottoms: readonly number[] = [],
): void {
  for (let index = plan.steps.length - 1; index >= 0; index -= 1) {
    const step = plan.steps[index];
    if (step === undefined || !through(index) || (step.weights.length === 0 && !step.needsInputs)) continue;
    const contributions = flow.incoming[index] ?? [];
    const tasks = axis === 'jointly' ? jointly : step.tasks;
    const result = tidy(() => {
      const context = contextOf(plan, index, pass, layers, batch);
      const needsInputs = context.needsInputs && !bottoms.includes(index);
      const pair = layerPairs[step.kind];
      const [first, second, third] = contributions;
      const inTwo = pair.addsUp === true && third === undefined && [first, second].every((part) => part?.tasks.length === tasks.length);
      const more = inTwo && second !== undefined ? { more: second.cotangent } : {};
      const cotangent = aligned('more' in more ? contributions.slice(0, 1) : contributions, tasks);
      const { inputs, weights } = pair.backward(step.layer, cotangent, { ...context, ...more, needsInputs });
      return { inputs: [...inputs], weights: [...weights] };
    });
    for (const contribution of contributions) contribution.cotangent.dispose();
    flow.incoming[index] = [];
    flow.gradients[index] = result.weights;
    for (const [place, cotangent] of result.inputs.entries()) {
      flow.incoming[step.inputs[place] ?? -1]?.push({ tasks: [...tasks], cotangent });
    }
  }
}

/**
 * What waits at a step of a flow per task, a row for each of all `tasks` tasks: [tasks, batch, …].
 * Undefined where nothing waits.
 */
export function waitingRows(flow: Flow, index: number, tasks: number): Tensor | undefined {
  const contributions = flow.incoming[index] ?? [];
  const all = Array.from({ length: tasks }, (_, task) => task);
  return contributions.length === 0 ? undefined : aligned(contributions, all);
}

/**
 * Puts one row for all tasks, [1, batch, …], in the place of what waits at a step, so that the flow
 * can go on jointly.
 */
export function replaceWaiting(flow: Flow, index: number, cotangent: Tensor): void {
  for (const contribution of flow.incoming[index] ?? []) contribution.cotangent.dispose();
  flow.incoming[index] = [{ tasks: [...jointly], cotangent }];
}

/**
 * The sum of what flows back from several sides, one row for each of `tasks`, zero where nothing
 * does: [tasks.length, batch, …].
 */
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
    return parts.length === 0 ? nothingLike(contributions) : total(parts);
  });
  return concat(rows, 0);
}

function nothingLike([contribution]: readonly Contribution[]): Tensor {
  const [, ...shape] = contribution?.cotangent.shape ?? [];
  return zeros([1, ...shape]);
}

/** One row of the first axis, the axis kept. */
export function rowOf(tensor: Tensor, row: number): Tensor {
  const [, ...shape] = tensor.shape;
  return slice(tensor, [row, ...shape.map(() => 0)], [1, ...shape]);
}
