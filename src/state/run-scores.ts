import type { MetricId } from '../domain/tasks/task-kind';
import { taskKind } from '../domain/tasks/task-kinds';
import { testMetricsOf } from '../experiment/context';
import type { RunRecord } from './app-state';
import { onTestImages } from './test-points';

/** A task's primary metric at the newest test of a run. */
export interface RunScore {
  readonly task: string;
  readonly metric: MetricId;
  /** Not-a-number where the metric is not defined. */
  readonly value: number;
}

/** The primary metric of every task at the newest test on test images; empty before the first. */
export function newestScores({ experiment, series }: Pick<RunRecord, 'experiment' | 'series'>): readonly RunScore[] {
  const test = series.tests.findLast(onTestImages);
  if (test === undefined) return [];
  const metrics = testMetricsOf(experiment, test);
  return experiment.tasks.map(({ id, kind }, index) => {
    const [metric] = taskKind(kind).metrics;
    return { task: id, metric, value: metrics[index]?.[metric] ?? Number.NaN };
  });
}
