import { isBetter, metricKind, type MetricId } from '../../domain/metrics/metric-kinds';
import type { RunScore } from '../../state/runs/run-summary';

/** What the list is arranged by: of a run what stands in its row, of a study its name and time. */
export interface Arranged {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly name: string;
  /** All words that a filter looks in. */
  readonly words: string;
  readonly isPinned: boolean;
  readonly steps: number | undefined;
  readonly scores: readonly RunScore[];
}

/** An order of the list: by time, name, steps, or a task's metric from the best on. */
export type Order = 'newest' | 'oldest' | 'name' | 'steps' | `score ${string}`;

/** The order by a metric of a task. */
export function scoreOrder({ task, metric }: Pick<RunScore, 'task' | 'metric'>): Order {
  return `score ${task} ${metric}`;
}

/**
 * The keys of what is shown, in order: pinned ones first, then as was asked; equal ones from new to
 * old, and last what has no such figure.
 * @param filter words that all have to be there, in any order; upper and lower case are the same
 */
export function arrange(items: readonly Arranged[], filter: string, order: Order): readonly string[] {
  const words = filter.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = items.filter((item) => {
    const all = item.words.toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  });
  const sorted = shown.toSorted((one, other) => Number(other.isPinned) - Number(one.isPinned) || compared(one, other, order) || other.time - one.time);
  return sorted.map(({ key }) => key);
}

function compared(one: Arranged, other: Arranged, order: Order): number {
  switch (order) {
    case 'newest':
      return 0;
    case 'oldest':
      return one.time - other.time;
    case 'name':
      return one.name.localeCompare(other.name, undefined, { numeric: true });
    case 'steps':
      return (other.steps ?? -1) - (one.steps ?? -1);
    default: {
      const [first, second] = [scoreIn(one, order), scoreIn(other, order)];
      if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
      const { direction } = metricKind(first.metric);
      return Number(isBetter(direction, second.value, first.value)) - Number(isBetter(direction, first.value, second.value));
    }
  }
}

function scoreIn({ scores }: Arranged, order: Order): { readonly metric: MetricId; readonly value: number } | undefined {
  return scores.find((score) => scoreOrder(score) === order && !Number.isNaN(score.value));
}
