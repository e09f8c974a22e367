import type { Stretch } from '../../lib/stretch';
import { sizeOf, type Shape } from '../shape';
import type { MetricId } from './metric-kinds';
import type { Task } from '../tasks/task-kind';
import { summaries, type MeasureId } from './summaries';
import type { TestDetails } from './summary';

/**
 * What of a task is in the sums of steps and tests: told once with a run and kept with it, so that
 * a run can be read though its measures have changed since.
 */
export interface TaskLayout {
  readonly measure: MeasureId;
  /** How many values its head's output has per example. */
  readonly outputSize: number;
  /** How many sums it leaves. */
  readonly sums: number;
}

/** The layout of all tasks, in their order; `image` is the shape of the data set's images. */
export function layoutOfTasks(tasks: readonly Task[], image: Shape): readonly TaskLayout[] {
  return tasks.map(({ measure, target }) => {
    const shape = target.outputShape(image);
    return { measure, outputSize: sizeOf(shape), sums: summaries[measure].sumsLength(shape) };
  });
}

/** Where each task's sums lie among those of all tasks, one after another. */
export function sumsPlaces(layout: readonly Pick<TaskLayout, 'sums'>[]): readonly Stretch[] {
  let offset = 0;
  return layout.map(({ sums: size }) => {
    offset += size;
    return { offset: offset - size, size };
  });
}

/** Length of all tasks' sums together. */
export function sumsLength(layout: readonly Pick<TaskLayout, 'sums'>[]): number {
  return layout.reduce((total, { sums }) => total + sums, 0);
}

/**
 * Every metric of a task: those that it names, the primary one first, and those that all tasks of
 * its measure have.
 */
export function metricsOfTask(task: Pick<Task, 'measure' | 'metrics'>): readonly MetricId[] {
  return [...task.metrics, ...summaries[task.measure].further];
}

/**
 * The metrics of one task from its sums, in the task's own unit, in the order of `metricsOfTask`.
 * NaN where a metric is undefined, as for no examples at all, or not known from what is given.
 * Throws when there are fewer sums than the task leaves.
 * @param details of a whole test; steps, and tests of older versions, have none
 */
export function taskMetrics(task: Task, sums: ArrayLike<number>, details?: TestDetails): Readonly<Partial<Record<MetricId, number>>> {
  const known = { ...summaries[task.measure].metricsOf(sums, task.target.scale), ...details?.metrics };
  return Object.fromEntries(metricsOfTask(task).map((metric) => [metric, known[metric] ?? Number.NaN]));
}
