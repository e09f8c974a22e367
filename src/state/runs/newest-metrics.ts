import { metricsOfTask } from '../../domain/metrics/task-metrics';
import type { MetricId } from '../../domain/metrics/metric-kinds';
import type { TaskKind } from '../../domain/tasks/task-kind';
import { taskKind } from '../../domain/tasks/task-kinds';
import { testMetricsOf } from '../../experiment/context';
import type { RunRecord } from '../app-state';
import { newestPoint } from './newest-point';
import type { FigureSource } from './run-summary';

/** A metric of one task, or its loss, not-a-number where it is undefined or not known. */
export interface TaskMetric {
  readonly metric: MetricId | 'loss';
  /** Of a sample of the images trained on, measured as the test images are; or of batches. */
  readonly train: number;
  readonly test: number;
}

/** A task's metrics at the newest point of a run. */
export interface NewestMetrics {
  readonly source: FigureSource;
  /**
   * How many images the sample has; undefined where none was measured, as while it trains and in
   * records of older versions.
   */
  readonly trainImages: number | undefined;
  readonly metrics: readonly TaskMetric[];
}

/** The same metrics while there is no test, so that their place is kept free. */
export function unknownMetrics(kind: TaskKind): readonly TaskMetric[] {
  return [...metricsOfTask(kind), 'loss' as const].map((metric) => ({ metric, train: Number.NaN, test: Number.NaN }));
}

/**
 * Every metric of a task and its loss at the newest point of a run (`newestPoint` has the rule): at a
 * test, with the sample of the images trained on that is measured with all test images; of batches,
 * for training alone. Undefined before the first point, and for a task that the run has not.
 */
export function newestMetrics(run: Pick<RunRecord, 'experiment' | 'timeline' | 'series'>, id: string): NewestMetrics | undefined {
  const { experiment, series } = run;
  const point = newestPoint(run);
  const index = experiment.tasks.findIndex((task) => task.id === id);
  const task = experiment.tasks[index];
  if (point === undefined || task === undefined) return undefined;
  const { source, test } = point;
  const sample = test === undefined ? undefined : series.tests.findLast(({ split, step }) => split === 'train' && step === test.step);
  const newest = { ...point.metrics[index], loss: point.losses[index] };
  const ofSample = sample === undefined ? undefined : { ...testMetricsOf(experiment, sample)[index], loss: sample.tasks[index]?.loss };
  const [ofTrain, ofTest] = test === undefined ? [newest, undefined] : [ofSample, newest];
  return {
    source,
    trainImages: sample?.images,
    metrics: [...metricsOfTask(taskKind(task.kind)), 'loss' as const].map((metric) => ({
      metric,
      train: ofTrain?.[metric] ?? Number.NaN,
      test: ofTest?.[metric] ?? Number.NaN,
    })),
  };
}
