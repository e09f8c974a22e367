import type { Shape } from '../shape';
import { sizeOf } from '../shape';
import { outputShapeOf, type MetricId, type TaskKind } from '../tasks/task-kind';
import { summaries } from './summaries';

/** Where the sums of one task stand among those of all tasks. */
export interface SumsPlace {
  readonly offset: number;
  readonly length: number;
}

/** All tasks' sums one after another, in the order of the tasks; `image` is the shape of the data set's images. */
export function sumsLayout(tasks: readonly TaskKind[], image: Shape): readonly SumsPlace[] {
  let offset = 0;
  return tasks.map((task) => {
    const length = summaries[task.measure].sumsLength(sizeOf(outputShapeOf(task, image)));
    offset += length;
    return { offset: offset - length, length };
  });
}

/**
 * The metrics of one task from its stretch of the sums, in the task's own unit, in the order in which the task names them. NaN
 * where a metric is undefined, as for no examples at all. Throws when there are fewer sums than the task leaves.
 */
export function taskMetrics(task: TaskKind, sums: ArrayLike<number>): Readonly<Partial<Record<MetricId, number>>> {
  const scale = task.target.kind === 'values' ? task.target.scale : 1;
  const known: Readonly<Partial<Record<MetricId, number>>> = summaries[task.measure].metricsOf(sums, scale);
  return Object.fromEntries(task.metrics.map((metric) => [metric, known[metric] ?? Number.NaN]));
}
