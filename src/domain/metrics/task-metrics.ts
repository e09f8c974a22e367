import type { Stretch } from '../../lib/stretch';
import type { Shape } from '../shape';
import type { MetricId } from './metric-kinds';
import type { Task } from '../tasks/task-kind';
import { classifierScores } from './classifier-scores';
import { summaries } from './summaries';

/**
 * All tasks' sums one after another, in the order of the tasks; `image` is the shape of the data
 * set's images.
 */
export function sumsLayout(tasks: readonly Task[], image: Shape): readonly Stretch[] {
  let offset = 0;
  return tasks.map((task) => {
    const size = summaries[task.measure].sumsLength(task.target.outputShape(image));
    offset += size;
    return { offset: offset - size, size };
  });
}

/** Length of all tasks' sums together. */
export function sumsLength(tasks: readonly Task[], image: Shape): number {
  return sumsLayout(tasks, image).reduce((total, { size }) => total + size, 0);
}

/**
 * Every metric of a task: those that it names, the primary one first, and those that all tasks of
 * its measure have.
 */
export function metricsOfTask(task: Pick<Task, 'measure' | 'metrics'>): readonly MetricId[] {
  return [...task.metrics, ...summaries[task.measure].further];
}

/**
 * The metrics of one task from its stretch of the sums, in the task's own unit, in the order of
 * `metricsOfTask`. NaN where a metric is undefined, as for no examples at all, or not known from
 * what is given. Throws when there are fewer sums than the task leaves.
 * @param scores [4] of a test of a classification, as `classifierScores` says
 */
export function taskMetrics(task: Task, sums: ArrayLike<number>, scores?: ArrayLike<number>): Readonly<Partial<Record<MetricId, number>>> {
  const { scale } = task.target;
  const known: Partial<Record<MetricId, number>> = { ...summaries[task.measure].metricsOf(sums, scale) };
  for (const [place, metric] of classifierScores.entries()) known[metric] ??= scores?.[place] ?? Number.NaN;
  return Object.fromEntries(metricsOfTask(task).map((metric) => [metric, known[metric] ?? Number.NaN]));
}

/** What a test leaves of all tasks, one after another. */
export interface TestAccumulators {
  readonly sums: Float32Array;
  /**
   * [tasks, 4] as `classifierScores` names them, NaN for tasks that are no classification; tests of
   * older versions have none.
   */
  readonly scores?: Float32Array;
}

/** Every task's metrics at a test, as `taskMetrics` says. */
export function testMetrics(
  tasks: readonly Task[],
  image: Shape,
  { sums, scores }: TestAccumulators,
): readonly Readonly<Partial<Record<MetricId, number>>>[] {
  const count = classifierScores.length;
  const places = sumsLayout(tasks, image);
  return tasks.map((task, index) => {
    const { offset, size } = places[index] ?? { offset: 0, size: 0 };
    return taskMetrics(task, sums.subarray(offset, offset + size), scores?.subarray(index * count, (index + 1) * count));
  });
}
