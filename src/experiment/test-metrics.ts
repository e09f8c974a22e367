import { datasetKind } from '../domain/datasets/dataset-kinds';
import { testMetrics, type TestFigures } from '../domain/metrics/task-metrics';
import type { MetricId } from '../domain/tasks/task-kind';
import { taskKind } from '../domain/tasks/task-kinds';
import type { Experiment } from './schema';

/** Every metric of each of a document's tasks at a test, in the order of the tasks; NaN where one is undefined or was not measured. */
export function testMetricsOf(
  { tasks, data }: Pick<Experiment, 'tasks' | 'data'>,
  test: TestFigures,
): readonly Readonly<Partial<Record<MetricId, number>>>[] {
  return testMetrics(tasks.map(({ kind }) => taskKind(kind)), datasetKind(data.dataset).image, test);
}
