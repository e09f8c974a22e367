import { metricsOfTask } from '../../domain/metrics/task-metrics';
import type { MetricId } from '../../domain/metrics/metric-kinds';
import type { TaskKind } from '../../domain/tasks/task-kind';
import { taskKind } from '../../domain/tasks/task-kinds';
import { testMetricsOf } from '../../experiment/context';
import type { RunRecord } from '../app-state';
import { onTestImages } from './test-points';

/** A metric of one task, or its loss, not-a-number where it is undefined or not known. */
export interface TaskMetric {
  readonly metric: MetricId | 'loss';
  /** Of a sample of the images trained on, measured as the test images are. */
  readonly train: number;
  readonly test: number;
}

/** A task's metrics at a test. */
export interface NewestMetrics {
  /** Steps taken before the test. */
  readonly step: number;
  readonly images: number;
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
 * Every metric of a task and its loss at the newest test on test images, and on the sample of the
 * images trained on that is measured with all of them; undefined before the first test, and for a
 * task that the run has not.
 */
export function newestMetrics({ experiment, series }: Pick<RunRecord, 'experiment' | 'series'>, id: string): NewestMetrics | undefined {
  const test = series.tests.findLast(onTestImages);
  const index = experiment.tasks.findIndex((task) => task.id === id);
  const task = experiment.tasks[index];
  if (test === undefined || task === undefined) return undefined;
  const train = series.tests.findLast(({ split, step }) => split === 'train' && step === test.step);
  const [ofTest, ofTrain] = [test, train].map((point) => (point === undefined ? undefined : testMetricsOf(experiment, point)[index]));
  return {
    step: test.step,
    images: test.images,
    trainImages: train?.images,
    metrics: [
      ...metricsOfTask(taskKind(task.kind)).map((metric) => ({ metric, train: ofTrain?.[metric] ?? Number.NaN, test: ofTest?.[metric] ?? Number.NaN })),
      { metric: 'loss', train: train?.tasks[index]?.loss ?? Number.NaN, test: test.tasks[index]?.loss ?? Number.NaN },
    ],
  };
}
