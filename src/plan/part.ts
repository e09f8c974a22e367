import { sumsLength } from '../domain/metrics/task-metrics';
import type { PresentTasks } from '../domain/balancing/present-tasks';
import type { Tie } from '../domain/network/ties';
import type { Stretch } from '../lib/stretch';
import type { Plan, PlannedTask, PlanStep } from './compile';
import { layOut, oneAfterAnother } from './layout';
import { planTies } from './ties';

/** Of a plan what is left without some of its tasks, and where that lies in the whole. */
export interface PlanPart {
  /** As of the document without the absent tasks and the layers that only they use. */
  readonly plan: Plan;
  /** Indices of its tasks in the whole plan, ascending. */
  readonly tasks: readonly number[];
  /** Indices of its steps there, ascending. */
  readonly steps: readonly number[];
  /** Its balanced tasks among those of the whole plan, and the shared weights that they still share. */
  readonly present: PresentTasks;
  /** Where in the whole vector of weights its own lie, in its own order. */
  readonly weights: readonly Stretch[];
  /** The same for running statistics. */
  readonly statistics: readonly Stretch[];
}

/**
 * The part of a plan for some of its tasks, so that a step on it is that of the document without the
 * others: what they shared with one task alone belongs to that task, and what only they use is not
 * there.
 * @param tasks indices of those that stay, ascending, at least one
 * @param ties of the document
 */
export function partOfPlan(plan: Plan, ties: readonly Tie[], tasks: readonly number[]): PlanPart {
  const indices = [...plan.steps.keys()].filter((index) => plan.steps[index]?.tasks.some((task) => tasks.includes(task)) === true);
  const kept = indices.flatMap((index) => plan.steps.slice(index, index + 1));
  const served = kept.map((step) => step.tasks.filter((task) => tasks.includes(task)).map((task) => tasks.indexOf(task)));
  const layout = layOut(kept.map((step) => step.weights.map(({ spec }) => spec)), served);
  const statistics = oneAfterAnother(kept.map((step) => step.statistics.map(({ spec }) => spec)));
  const steps = kept.map((step, index): PlanStep => ({
    ...step,
    inputs: step.inputs.map((from) => indices.indexOf(from)),
    weights: layout.weights[index] ?? [],
    statistics: statistics.places[index] ?? [],
    tasks: served[index] ?? [],
  }));
  const planned = tasks.flatMap((task): readonly PlannedTask[] => plan.tasks.slice(task, task + 1).map((own) => ({ ...own, head: indices.indexOf(own.head) })));
  const sums = tasks.flatMap((task) => plan.layout.slice(task, task + 1));
  const balanced = [...plan.balanced.keys()].filter((place) => tasks.includes(plan.balanced[place] ?? -1));
  const inWhole = (shared: boolean) => kept.flatMap((step, index) => ((served[index]?.length ?? 0) >= 2 === shared ? step.weights.map(stretchOf) : []));
  return {
    plan: {
      steps,
      tasks: planned,
      balanced: balanced.map((place) => tasks.indexOf(plan.balanced[place] ?? -1)),
      parameters: layout.parameters,
      sharedLength: layout.sharedLength,
      statisticsLength: statistics.length,
      layout: sums,
      sumsLength: sumsLength(sums),
      seed: plan.seed,
      ties: planTies(ties, steps, new Map(steps.map((step) => [step.layer.id, step.weights.map(({ spec }) => spec)]))),
    },
    tasks,
    steps: indices,
    present: { places: balanced, width: plan.sharedLength, columns: inWhole(true) },
    weights: [...inWhole(true), ...inWhole(false)],
    statistics: kept.flatMap((step) => step.statistics.map(stretchOf)),
  };
}

function stretchOf({ offset, size }: Stretch): Stretch {
  return { offset, size };
}
