import * as v from 'valibot';
import { comparableMetrics, gain, type DeltaMFault } from '../../domain/metrics/comparing/delta-m';
import { type Direction, type MetricId, metricIds, metricKind } from '../../domain/metrics/metric-kinds';
import { metricsOfTask } from '../../domain/metrics/task-metrics';
import { taskKind } from '../../domain/tasks/task-kinds';
import { fail, type Result } from '../../lib/result';
import type { Experiment } from '../schema';

/** What was measured, or null where it is undefined (JSON knows no NaN). */
const measured = v.nullable(v.pipe(v.number(), v.finite()));

const scoresSchema = v.object({
  loss: measured,
  /** Every metric of the task, in the task's own unit. */
  metrics: v.record(v.picklist(metricIds), measured),
});

/** What one run gave at its end. */
export const runResultSchema = v.object({
  steps: v.pipe(v.number(), v.integer(), v.minValue(0)),
  tasks: v.array(
    v.object({
      task: v.string(),
      /** On all test images. */
      test: scoresSchema,
      /** On the train images set aside; null where none are. */
      validation: v.nullable(scoresSchema),
      /** On the sample of the images trained on; absent from results of older versions. */
      train: v.optional(scoresSchema),
    }),
  ),
});

export type RunResult = v.InferOutput<typeof runResultSchema>;
export type TaskResult = RunResult['tasks'][number];

/**
 * Where a score was measured. What is chosen is chosen by validation; test is for telling how good
 * the choice is.
 */
export type SplitName = 'validation' | 'test';

/** One metric by which runs are compared. */
export type Objective =
  | { readonly kind: 'metric'; readonly task: string; readonly metric: MetricId }
  | { readonly kind: 'loss'; readonly task: string }
  | { readonly kind: 'gain' };

/** Which way that metric gets better. */
export function directionOf(objective: Objective): Direction {
  if (objective.kind === 'gain') return 'higher';
  return metricKind(objective.kind === 'metric' ? objective.metric : 'loss').direction;
}

/** Every metric that a document's tasks have: for each task all its metrics and its loss. */
export function objectivesOf(tasks: Experiment['tasks']): readonly Exclude<Objective, { readonly kind: 'gain' }>[] {
  return tasks.flatMap(({ id, kind }) => [
    ...metricsOfTask(taskKind(kind)).map((metric) => ({ kind: 'metric' as const, task: id, metric })),
    { kind: 'loss' as const, task: id },
  ]);
}

/**
 * One metric of one run; NaN where it was not measured or is undefined.
 * @param baseline what the gain is over; without one it is undefined
 */
export function scoreOf(
  tasks: Experiment['tasks'],
  result: readonly TaskResult[],
  objective: Objective,
  split: SplitName,
  baseline?: readonly TaskResult[],
): number {
  if (objective.kind === 'gain') {
    const over = baseline === undefined ? undefined : gainOf(tasks, result, baseline, split);
    return over?.ok === true ? over.value : Number.NaN;
  }
  const scores = result.find(({ task }) => task === objective.task)?.[split];
  const value = objective.kind === 'loss' ? scores?.loss : scores?.metrics[objective.metric];
  return value ?? Number.NaN;
}

/**
 * Train − test of a task's metric in one run; NaN where either is undefined or was not measured.
 */
export function gapOf(result: readonly TaskResult[], task: string, metric: MetricId): number {
  const own = result.find((one) => one.task === task);
  return (own?.train?.metrics[metric] ?? Number.NaN) - (own?.test.metrics[metric] ?? Number.NaN);
}

/**
 * Gain of a run over baselines, in percent; above 0 is better than they are. Over all tasks of the
 * document, each by its primary metric. A missing score leaves it undefined.
 */
export function gainOf(
  tasks: Experiment['tasks'],
  result: readonly TaskResult[],
  baseline: readonly TaskResult[],
  split: SplitName,
): Result<number, DeltaMFault> {
  if (tasks.length === 0) return fail({ code: 'no-metric', task: 0, metric: 0 });
  return gain(
    tasks.map(({ id, kind }) =>
      comparableMetrics(metricsOfTask(taskKind(kind))).map((metric) => {
        const objective = { kind: 'metric', task: id, metric } as const;
        return {
          direction: metricKind(metric).direction,
          base: scoreOf(tasks, baseline, objective, split),
          value: scoreOf(tasks, result, objective, split),
        };
      }),
    ),
  );
}
