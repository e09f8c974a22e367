import { tasksLeftOut } from '../domain/balancing/set-weights';
import { adversaries } from '../domain/network/adversaries';
import type { NetworkAnalysis } from '../domain/network/analysis';
import { liveSettings, type LiveSettings } from './live-settings';
import type { Experiment } from './schema';

/**
 * Why a layer stands still in every step: it is frozen, or every task that uses it has a set weight
 * of 0.
 */
export type Stillness = 'frozen' | 'left-out';

/**
 * Why a layer stands still under these live settings; undefined where it may move, and for a layer
 * that has no weights or serves no task.
 */
export function whyStill(
  experiment: Pick<Experiment, 'network' | 'tasks'>,
  { tasks, parameterCounts }: Pick<NetworkAnalysis, 'tasks' | 'parameterCounts'>,
  layer: string,
  { frozen, weights, balancing }: Pick<LiveSettings, 'frozen' | 'weights' | 'balancing'>,
): Stillness | undefined {
  const served = tasks.get(layer) ?? [];
  if ((parameterCounts.get(layer) ?? 0) === 0 || served.length === 0) return undefined;
  if (frozen.includes(layer)) return 'frozen';
  const ids = experiment.tasks.map(({ id }) => id);
  const against = adversaries(experiment.network, ids);
  const balanced = [...ids.keys()].filter((index) => !against.includes(ids[index] ?? ''));
  const leftOut = tasksLeftOut(balancing.method, weights, balanced);
  return served.every((task) => leftOut.has(ids.indexOf(task))) ? 'left-out' : undefined;
}

/**
 * The steps of a run: its document, the live settings in force from a step (counted from 0) on, and
 * steps on one task's loss (counted from 1).
 */
export interface StepsTaken {
  readonly experiment: Experiment;
  readonly timeline: readonly { readonly step: number; readonly live: LiveSettings }[];
  readonly series: {
    readonly steps: number;
    readonly taskSteps: readonly { readonly step: number; readonly task: number }[];
  };
}

/** True once a step of a run has moved a layer. */
export function hasMoved(
  { experiment, timeline, series }: StepsTaken,
  analysis: Pick<NetworkAnalysis, 'tasks' | 'parameterCounts'>,
  layer: string,
): boolean {
  const stretches = [{ step: 0, live: liveSettings(experiment) }, ...timeline];
  return stretches.some(({ step: first, live }, index) => {
    const last = Math.min(stretches[index + 1]?.step ?? series.steps, series.steps);
    if (last <= first) return false;
    const alone = series.taskSteps.filter(({ step }) => step > first && step <= last);
    const reaches = (task: number) => analysis.tasks.get(layer)?.includes(experiment.tasks[task]?.id ?? '') === true;
    if (!live.frozen.includes(layer) && alone.some(({ task }) => reaches(task))) return true;
    return alone.length < last - first && whyStill(experiment, analysis, layer, live) === undefined;
  });
}
