import { concat, reshape, slice, tensor1d, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { BalancingOutput } from '../domain/balancing/balancing-method';
import { balancingMethod, type BalancingId } from '../domain/balancing/balancing-methods';
import type { LiveSettings } from '../experiment/field-classes';
import { randomKey } from '../lib/random';
import type { LayerConflict } from '../protocol/metrics';
import { isShared, type Plan } from './compile';
import { taskGram } from './operations/vectors';

/** What a balancing method carries from step to step. */
export interface BalancingState {
  readonly method: BalancingId;
  /** The step at which the method took over. */
  readonly since: number;
  readonly state: readonly number[];
  /** [tasks] what the optimiser learns for the method, on the device; none for most methods. */
  readonly learned: Tensor1D | undefined;
  /** The optimiser's vectors for it. */
  readonly learnedSlots: readonly Tensor1D[];
}

/** What a method had to look at, as numbers. */
export interface BalancingNumbers {
  readonly losses: readonly number[];
  readonly gram: readonly (readonly number[])[];
  readonly learned: readonly number[];
}

/** A method's state before its first step. */
export function initialBalancing(method: BalancingId, tasks: number, since: number, slots: number): BalancingState {
  const { initialState, initialLearned } = balancingMethod(method);
  const learned = [...initialLearned(tasks)];
  const none = learned.length === 0;
  return {
    method,
    since,
    state: initialState(tasks),
    learned: none ? undefined : tensor1d(learned),
    learnedSlots: none ? [] : Array.from({ length: slots }, () => tensor1d(learned.map(() => 0))),
  };
}

/** True if one joint backward pass does: the weights are known before it, and scale what one task alone uses too. */
export function isJoint(plan: Plan, method: BalancingId): boolean {
  const { needs, scalesTaskSpecific } = balancingMethod(method);
  return plan.sharedLength === 0 || (needs !== 'gram' && scalesTaskSpecific);
}

/** The method's weights for one step, computed on the processor in double precision. */
export function balance(
  plan: Plan,
  live: LiveSettings,
  step: number,
  from: BalancingState,
  numbers: BalancingNumbers,
): BalancingOutput {
  const { needs, balance: weigh } = balancingMethod(from.method);
  // Where tasks share no weights there is nothing for gradients to agree on: the plain sum, in which each task is on its own.
  if (needs === 'gram' && plan.sharedLength === 0) {
    return { weights: plan.tasks.map(() => 1), state: from.state, learnedGradient: [], notes: [] };
  }
  return weigh({
    ...numbers,
    preference: plan.tasks.map((_, task) => live.weights[task] ?? 0),
    values: live.balancing.values,
    state: from.state,
    jacobian: [],
    memory: new Float32Array(),
    step: step - from.since,
    epoch: 0,
    random: randomKey(plan.seed, 'balancing', step),
  });
}

/** Every tenth step the conflict in each shared layer is read along with the Gram matrix. */
const stepsBetweenConflicts = 10;

/**
 * Reads in one go what a method looks at: `figures` begins with the losses [tasks]; `jacobian` [tasks, shared weights] where
 * there is one, for the Gram matrix and, every tenth step, for that of each shared layer.
 */
export async function readNumbers(
  plan: Plan,
  step: number,
  from: BalancingState,
  figures: Tensor1D,
  jacobian: Tensor2D | undefined,
): Promise<BalancingNumbers & { readonly conflicts: readonly LayerConflict[] }> {
  const tasks = plan.tasks.length;
  const layers = jacobian !== undefined && step % stepsBetweenConflicts === 0 ? sharedLayers(plan) : [];
  const wanted = tidy(() => {
    const parts: Tensor1D[] = [slice(figures, 0, tasks)];
    if (from.learned !== undefined) parts.push(from.learned);
    if (jacobian !== undefined) {
      const stretches = [{ offset: 0, size: plan.sharedLength }, ...layers];
      parts.push(reshape(taskGram(jacobian, stretches), [stretches.length * tasks * tasks]));
    }
    return concat(parts);
  });
  const numbers = await wanted.data();
  wanted.dispose();
  let read = 0;
  const take = (length: number) => [...numbers.subarray(read, (read += length))];
  const losses = take(tasks);
  const learned = from.learned === undefined ? [] : take(tasks);
  const gram = jacobian === undefined ? [] : matrix(take(tasks * tasks), tasks);
  const conflicts = layers.map(({ layer, tasks: own }): LayerConflict => {
    const all = matrix(take(tasks * tasks), tasks);
    const gramOfLayer = own.flatMap((row) => own.map((column) => all[row]?.[column] ?? Number.NaN));
    return { step: step + 1, layer, tasks: own, gram: Float32Array.from(gramOfLayer) };
  });
  return { losses, learned, gram, conflicts };
}

/** The layers with weights that several tasks share, with their stretch of the shared weights. */
function sharedLayers(plan: Plan) {
  return plan.steps.filter(isShared).flatMap((step) => {
    const [first] = step.weights;
    if (first === undefined) return [];
    const size = step.weights.reduce((sum, weight) => sum + weight.size, 0);
    return [{ layer: step.layer.id, tasks: step.tasks, offset: first.offset, size }];
  });
}

function matrix(values: readonly number[], columns: number): number[][] {
  return Array.from({ length: columns }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}
