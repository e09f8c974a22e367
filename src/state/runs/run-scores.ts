import { taskKind } from '../../domain/tasks/task-kinds';
import { testMetricsOf } from '../../experiment/context';
import type { RunRecord } from '../app-state';
import type { RunScore } from './run-summary';
import { onTestImages } from './test-points';

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
