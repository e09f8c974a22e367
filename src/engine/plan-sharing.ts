import { isShared, type Plan } from './compile';
import type { Held } from './held';
import type { Stretch } from './operations/vectors';

/** The shared weights of a layer: where they lie among the shared weights, and which tasks pull at them. */
interface SharedStretch extends Stretch {
  /** Index of the step of the plan. */
  readonly index: number;
  readonly layer: string;
  readonly tasks: readonly number[];
}

/** The layers with weights that several tasks share and that may move, in the order of computation. */
export function sharedStretches(plan: Plan, held: Held): readonly SharedStretch[] {
  return plan.steps.flatMap((step, index) => {
    const [first] = step.weights;
    if (first === undefined || !isShared(step) || held.steps.has(index)) return [];
    const size = step.weights.reduce((sum, weight) => sum + weight.size, 0);
    return [{ index, layer: step.layer.id, tasks: step.tasks, offset: first.offset, size }];
  });
}

/** The last of those that most tasks share; undefined where there are none. */
export function lastShared(plan: Plan, held: Held): SharedStretch | undefined {
  return sharedStretches(plan, held).reduce<SharedStretch | undefined>(
    (best, stretch) => (best === undefined || stretch.tasks.length >= best.tasks.length ? stretch : best),
    undefined,
  );
}

/** The steps that serve all tasks. Whatever feeds one of them is one of them. */
export function servingAll(plan: Plan): ReadonlySet<number> {
  return new Set([...plan.steps.keys()].filter((index) => plan.steps[index]?.tasks.length === plan.tasks.length));
}

/** A step and all that its output flows into. */
export function behind(plan: Plan, start: number): ReadonlySet<number> {
  const found = new Set([start]);
  for (const [index, { inputs }] of plan.steps.entries()) if (inputs.some((from) => found.has(from))) found.add(index);
  return found;
}
