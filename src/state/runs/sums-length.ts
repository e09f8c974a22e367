import { datasetKind } from '../../domain/datasets/dataset-kinds';
import { sumsLength } from '../../domain/metrics/task-metrics';
import { taskKind } from '../../domain/tasks/task-kinds';
import type { Experiment } from '../../experiment/schema';

/** Length of all tasks' sums together, as the worker sends them for this document. */
export function sumsLengthOf(experiment: Experiment): number {
  const kinds = experiment.tasks.map((task) => taskKind(task.kind));
  return sumsLength(kinds, datasetKind(experiment.data.dataset).image);
}
