import { cast, mul, slice, tensor1d, tidy, where, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { tasksLeftOut } from '../../domain/balancing/set-weights';
import type { LiveSettings } from '../../experiment/live-settings';
import type { Plan, PlanStep } from '../../plan/compile';
import type { Stretch } from '../../lib/stretch';

/**
 * What a step leaves as it is, weights and running statistics: frozen layers, layers that only
 * tasks with a set weight of 0 use, and in a step on one task's loss those that the task does not
 * reach.
 */
export interface Frozen {
  /** Indices of the steps of the plan whose weights stand still. */
  readonly steps: ReadonlySet<number>;
  /**
   * Those of them that compute as when tested, so that batch norm normalises by its running
   * statistics: all but the layers that a step on one task's loss does not reach, since those go on
   * in the next step.
   */
  readonly asTested: ReadonlySet<number>;
  /**
   * [parameters] 1 for a weight that may move, 0 for one that stands still; undefined where all may
   * move.
   */
  readonly mask: Tensor1D | undefined;
  /** [statistics] the same for running statistics. */
  readonly statisticsMask: Tensor1D | undefined;
}

/** Nothing is frozen. */
export const nothingFrozen: Frozen = { steps: new Set(), asTested: new Set(), mask: undefined, statisticsMask: undefined };

/** The live settings that decide what is frozen. */
type FreezingSettings = Pick<LiveSettings, 'frozen' | 'weights' | 'balancing'>;

/**
 * What these settings freeze (ids of frozen layers that the plan does not have are passed over), or
 * what a step on the loss of the task `only` freezes. In such a step set weights do not count, nor
 * does a 0 among them for that task. The caller frees it by `disposeFrozen`.
 */
export function freeze(plan: Plan, { frozen, weights, balancing }: FreezingSettings, only: number | undefined): Frozen {
  const leftOut = tasksLeftOut(balancing.method, weights, plan.balanced);
  const reached = ({ tasks }: PlanStep) => (only === undefined ? tasks.some((task) => !leftOut.has(task)) : tasks.includes(only));
  const indices = (isFrozen: (step: PlanStep) => boolean): ReadonlySet<number> =>
    new Set([...plan.steps.entries()].filter(([, step]) => step.weights.length > 0 && isFrozen(step)).map(([index]) => index));
  const steps = indices((step) => frozen.includes(step.layer.id) || !reached(step));
  if (steps.size === 0) return nothingFrozen;
  const asTested = indices(
    (step) => frozen.includes(step.layer.id) || (!reached(step) && step.tasks.every((task) => leftOut.has(task))),
  );
  return {
    steps,
    asTested,
    mask: maskOf(plan, steps, 'weights', plan.parameters),
    statisticsMask: maskOf(plan, steps, 'statistics', plan.statisticsLength),
  };
}

/** [length] 0 for what belongs to these steps, 1 for the rest; undefined where nothing does. */
function maskOf(plan: Plan, steps: ReadonlySet<number>, part: 'weights' | 'statistics', length: number): Tensor1D | undefined {
  const places = [...steps].flatMap((index): readonly Stretch[] => plan.steps[index]?.[part] ?? []);
  if (places.length === 0) return undefined;
  const mask = new Float32Array(length).fill(1);
  for (const { offset, size } of places) mask.fill(0, offset, offset + size);
  return tensor1d(mask);
}

/** Does some work with what these settings freeze, as `freeze` says, and frees it. */
export async function whileFrozen<Value>(
  plan: Plan,
  settings: FreezingSettings,
  only: number | undefined,
  work: (frozen: Frozen) => Promise<Value>,
): Promise<Value> {
  const frozen = freeze(plan, settings, only);
  try {
    return await work(frozen);
  } finally {
    disposeFrozen(frozen);
  }
}

/** Frees the masks. */
export function disposeFrozen({ mask, statisticsMask }: Frozen): void {
  mask?.dispose();
  statisticsMask?.dispose();
}

/** A vector [parameters] with 0 for all that stands still. */
export function withoutFrozen({ mask }: Frozen, vector: Tensor1D): Tensor1D {
  return mask === undefined ? vector : mul(vector, mask);
}

/** A Jacobian [tasks, shared weights] with columns of 0 for all that stands still. */
export function jacobianWithoutFrozen({ mask }: Frozen, jacobian: Tensor2D): Tensor2D {
  return mask === undefined ? jacobian : mul(jacobian, slice(mask, 0, jacobian.shape[1]));
}

/**
 * A vector [parameters] after an update, with what it was before wherever it stands still, to the
 * last bit.
 */
export function keepingFrozen({ mask }: Frozen, before: Tensor1D, after: Tensor1D): Tensor1D {
  return keeping(mask, before, after);
}

/** The same for running statistics, [statistics]. */
export function keepingFrozenStatistics({ statisticsMask }: Frozen, before: Tensor1D, after: Tensor1D): Tensor1D {
  return keeping(statisticsMask, before, after);
}

function keeping(mask: Tensor1D | undefined, before: Tensor1D, after: Tensor1D): Tensor1D {
  return mask === undefined ? after : tidy((): Tensor1D => where(cast(mask, 'bool'), after, before));
}
