import { datasetKind } from '../domain/datasets/dataset-kinds';
import { sumsLayout, taskMetrics } from '../domain/metrics/task-metrics';
import type { MetricId } from '../domain/tasks/task-kind';
import { taskKind } from '../domain/tasks/task-kinds';
import type { RunRecord } from './app-state';

/** A task's primary metric at the newest test of a run. */
export interface RunScore {
  readonly task: string;
  readonly metric: MetricId;
  /** Not-a-number where the metric is not defined. */
  readonly value: number;
}

/** The primary metric of every task at the newest test on test images; empty before the first. */
export function newestScores({ experiment, series }: Pick<RunRecord, 'experiment' | 'series'>): readonly RunScore[] {
  const test = series.tests.findLast(({ split }) => split !== 'validation');
  if (test === undefined) return [];
  const kinds = experiment.tasks.map(({ kind }) => taskKind(kind));
  const places = sumsLayout(kinds, datasetKind(experiment.data.dataset).image);
  return experiment.tasks.flatMap(({ id }, index): readonly RunScore[] => {
    const [kind, place] = [kinds[index], places[index]];
    if (kind === undefined || place === undefined) return [];
    const [metric] = kind.metrics;
    const value = taskMetrics(kind, test.sums.subarray(place.offset, place.offset + place.length))[metric];
    return [{ task: id, metric, value: value ?? Number.NaN }];
  });
}
