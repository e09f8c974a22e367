import { datasetKind } from '../../domain/datasets/dataset-kinds';
import { sumsLayout } from '../../domain/metrics/task-metrics';
import { taskKind } from '../../domain/tasks/task-kinds';
import type { Experiment } from '../../experiment/schema';

/** Length of all tasks' sums together, as the worker sends them for this document. */
export function sumsLengthOf(experiment: Experiment): number {
  const kinds = experiment.tasks.map((task) => taskKind(task.kind));
  return sumsLayout(kinds, datasetKind(experiment.data.dataset).image).reduce((sum, place) => sum + place.size, 0);
}
