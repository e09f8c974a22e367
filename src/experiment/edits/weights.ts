import type { ExperimentTask } from '../schema';

/**
 * The tasks with weights of at least 0 that sum to 1, in the same proportions; equal ones if all
 * are zero or less.
 */
export function summingToOne(tasks: readonly ExperimentTask[]): ExperimentTask[] {
  return scaledTo(1, tasks);
}

/**
 * The tasks with one weight set, clamped to [0, 1], and the others rescaled in proportion (equally
 * if all are zero) to fill up to 1.
 */
export function sharingTheRest(tasks: readonly ExperimentTask[], id: string, weight: number): ExperimentTask[] {
  const set = tasks.length === 1 ? 1 : Math.min(1, Math.max(0, weight)) + 0;
  const others = scaledTo(
    1 - set,
    tasks.filter((task) => task.id !== id),
  );
  return tasks.map((task) =>
    task.id === id ? { ...task, weight: set } : (others.find((other) => other.id === task.id) ?? task),
  );
}

function scaledTo(total: number, tasks: readonly ExperimentTask[]): ExperimentTask[] {
  const sum = tasks.reduce((running, task) => running + Math.max(0, task.weight), 0);
  return tasks.map((task) => ({
    ...task,
    // Divided first: the proportion is at most 1, however small the sum is.
    weight: sum > 0 ? (Math.max(0, task.weight) / sum) * total : total / tasks.length,
  }));
}
