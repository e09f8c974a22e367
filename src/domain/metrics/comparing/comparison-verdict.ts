import type { Direction } from '../metric-kinds';
import { verdictOf, type Estimate } from './interval';

/** A task's metric with all tasks together and alone: what a comparison is judged by. */
export interface JudgedTask {
  readonly direction: Direction;
  /** Together − alone, of pairs of the same seed. */
  readonly difference: Estimate;
}

/** A task that differs between together and alone. */
export interface DifferingTask<Task> {
  readonly task: Task;
  /** True where it is better together. */
  readonly better: boolean;
  /** How large the difference is, in the metric's own unit: above 0. */
  readonly size: number;
  /**
   * How far that holds for other seeds: shown at 95 %, a hint that more seeds may confirm or not,
   * or of a single seed, which says nothing about others.
   */
  readonly certainty: 'shown' | 'not-yet-certain' | 'one-seed';
}

/** What a comparison says, in parts that a language puts into sentences. */
export interface ComparisonVerdict<Task> {
  /** Pairs of runs that it rests on; 0 where nothing is to be said yet. */
  readonly seeds: number;
  /** What is shown first, then hints; otherwise in the order of the tasks. */
  readonly differing: readonly DifferingTask<Task>[];
  /** No difference shown; of a single seed, exactly the same. */
  readonly alike: readonly Task[];
  /** A value of one of the runs is undefined, so nothing can be said. */
  readonly unknown: readonly Task[];
}

const order = ['shown', 'not-yet-certain', 'one-seed'] as const;

/**
 * The verdict of a comparison: every task stands in exactly one of its three lists. By each task's
 * own interval; several tasks are several questions, and no correction is made for their number.
 */
export function comparisonVerdict<Task extends JudgedTask>(tasks: readonly Task[]): ComparisonVerdict<Task> {
  const differing: DifferingTask<Task>[] = [];
  const alike: Task[] = [];
  const unknown: Task[] = [];
  for (const task of tasks) {
    const { mean } = task.difference;
    const certainty = Number.isNaN(mean) ? undefined : certaintyOf(task.difference);
    if (Number.isNaN(mean)) unknown.push(task);
    else if (certainty === undefined) alike.push(task);
    else differing.push({ task, better: task.direction === 'higher' ? mean > 0 : mean < 0, size: Math.abs(mean), certainty });
  }
  return {
    seeds: tasks[0]?.difference.count ?? 0,
    differing: differing.toSorted((one, other) => order.indexOf(one.certainty) - order.indexOf(other.certainty)),
    alike,
    unknown,
  };
}

function certaintyOf(difference: Estimate): DifferingTask<JudgedTask>['certainty'] | undefined {
  switch (verdictOf(difference)) {
    case 'difference':
      return 'shown';
    case 'not-yet-certain':
      return 'not-yet-certain';
    case 'too-few':
      return difference.mean === 0 ? undefined : 'one-seed';
    case 'no-difference-shown':
      return undefined;
  }
}
