import { datasetKind } from '../domain/datasets/dataset-kinds';
import { metricsOfTask, sumsLayout, taskMetrics } from '../domain/metrics/task-metrics';
import type { MetricId } from '../domain/tasks/task-kind';
import { taskKind } from '../domain/tasks/task-kinds';
import { testMetricsOf } from '../experiment/context';
import type { RunRecord } from './app-state';

/** How many training steps before a test are set beside it. */
export const trainWindow = 50;

/** A metric of one task, or its loss, not-a-number where it is undefined or not known. */
export interface TaskFigure {
  readonly metric: MetricId | 'loss';
  /** Of the training batches of the last steps before the test, as they were trained. */
  readonly train: number;
  readonly test: number;
}

/** A task's figures at a test. */
export interface TaskFigures {
  /** Steps taken before the test. */
  readonly step: number;
  readonly images: number;
  readonly figures: readonly TaskFigure[];
}

/** Every metric of a task and its loss at the newest test on test images; undefined before the first, and for a task that the run has not. */
export function taskFigures({ experiment, series }: Pick<RunRecord, 'experiment' | 'series'>, id: string): TaskFigures | undefined {
  const point = series.tests.findLast(({ split }) => split !== 'validation');
  const index = experiment.tasks.findIndex((task) => task.id === id);
  const kinds = experiment.tasks.map(({ kind }) => taskKind(kind));
  const [kind, place] = [kinds[index], sumsLayout(kinds, datasetKind(experiment.data.dataset).image)[index]];
  if (point === undefined || kind === undefined || place === undefined) return undefined;
  const { step, images } = point;
  const from = Math.max(0, step - trainWindow);
  const train = taskMetrics(kind, series.sumsBetween(from, step).subarray(place.offset, place.offset + place.length));
  const test = testMetricsOf(experiment, point)[index];
  const losses = Array.from({ length: step - from }, (_, before) => series.lossAt(index, step - before)).filter(Number.isFinite);
  const loss = losses.reduce((sum, one) => sum + one, 0) / losses.length;
  return {
    step,
    images,
    figures: [
      ...metricsOfTask(kind).map((metric) => ({ metric, train: train[metric] ?? Number.NaN, test: test?.[metric] ?? Number.NaN })),
      { metric: 'loss', train: loss, test: point.losses[index] ?? Number.NaN },
    ],
  };
}
