import { isBetter, metricKind, type Range } from '../../../domain/metrics/metric-kinds';
import type { Estimate } from '../../../domain/metrics/comparing/interval';
import { taskKind } from '../../../domain/tasks/task-kinds';
import type { Experiment } from '../../../experiment/schema';
import type { SweepPlan } from '../../../experiment/studies/plans';
import { directionOf, type Objective } from '../../../experiment/studies/results';
import type { CellSummary } from '../../../experiment/studies/summary';
import { taskName } from '../../common/tasks/task-names';
import { metricName, metricText, percentText } from '../../common/texts/metric-text';
import type { Texts } from '../../common/texts/use-text';

/** From the best mean to the worst, and what has none behind; equal ones as they were. */
export function ranked(cells: readonly CellSummary[], objective: Objective): readonly CellSummary[] {
  const direction = directionOf(objective);
  const worst = direction === 'higher' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const mean = (cell: CellSummary) => {
    const value = estimateOf(cell, objective)?.mean ?? Number.NaN;
    return Number.isNaN(value) ? worst : value;
  };
  return cells.toSorted((one, other) => Number(isBetter(direction, mean(other), mean(one))) - Number(isBetter(direction, mean(one), mean(other))));
}

/**
 * What a sweep is read by: the gain where there are single-task runs, and of every task the metrics
 * that have curves.
 */
export function columnsOf(tasks: Experiment['tasks'], { alone }: SweepPlan): readonly Objective[] {
  const metrics = tasks.flatMap(({ id, kind }) => taskKind(kind).metrics.map((metric) => ({ kind: 'metric' as const, task: id, metric })));
  return alone ? [{ kind: 'gain' }, ...metrics] : metrics;
}

/** A text that tells objectives apart. */
export function keyOf(objective: Objective): string {
  if (objective.kind === 'gain') return objective.kind;
  return objective.kind === 'metric' ? `${objective.task} ${objective.metric}` : objective.task;
}

/** What a setting reached by that objective. */
export function estimateOf(summary: CellSummary | undefined, objective: Objective): Estimate | undefined {
  return summary?.scores.find((score) => keyOf(score.objective) === keyOf(objective))?.estimate;
}

/** Where its values can be; the gain has no bounds. */
export function rangeOf(objective: Objective): Range | undefined {
  return objective.kind === 'gain' ? undefined : metricKind(objective.kind === 'metric' ? objective.metric : 'loss').range;
}

/** A value of it with its unit. */
export function scoreText(texts: Texts, objective: Objective, value: number): string {
  if (objective.kind === 'gain') return percentText(texts, value);
  return metricText(texts, objective.kind === 'metric' ? objective.metric : 'loss', value);
}

/** Its name. */
export function objectiveText(texts: Texts, tasks: Experiment['tasks'], objective: Objective): string {
  if (objective.kind === 'gain') return texts.t('studies.gain');
  return texts.t('runs.named', { first: taskName(tasks, objective.task, texts.language), second: metricName(texts, objective.kind === 'metric' ? objective.metric : 'loss') });
}
