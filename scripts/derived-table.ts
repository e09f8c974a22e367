import { estimate } from '../src/domain/metrics/comparing/interval';
import type { MetricId } from '../src/domain/metrics/metric-kinds';
import type { DerivedRun } from './derived-run';

/** A figure of a row: the mean over its seeds, and of what. */
interface Column {
  readonly name: string;
  readonly of: (run: DerivedRun) => number;
  readonly digits: number;
}

/** A metric of a task in a test, in percent where it is a share. */
export function tested(name: string, task: string, metric: MetricId): Column {
  const factor = metric === 'accuracy' ? 100 : 1;
  return { name, of: ({ test }) => factor * (test[task]?.[metric] ?? Number.NaN), digits: metric === 'accuracy' ? 1 : 2 };
}

/** The cosine between the tasks' gradients. */
export const cosine: Column = { name: 'cosine', of: (run) => run.cosine ?? Number.NaN, digits: 3 };

/** The weight that a method gave a task in the end. */
export function weightOf(task: string): Column {
  return { name: `weight of ${task}`, of: ({ weights }) => weights?.[task] ?? Number.NaN, digits: 2 };
}

/** Seconds of the steps. */
export const seconds: Column = { name: 'seconds', of: (run) => run.seconds, digits: 0 };

/**
 * A table with a line for each row of which there are runs: means over the seeds with, in brackets,
 * the smallest and the largest.
 */
export function derivedTable(title: string, lines: readonly (readonly [row: string, label: string])[], columns: readonly Column[], runs: readonly DerivedRun[]): string {
  const body = lines.flatMap(([row, label]): readonly string[] => {
    const own = runs.filter((run) => run.row === row);
    if (own.length === 0) return [];
    const cells = columns.map(({ of, digits }) => {
      const values = own.map(of);
      const { mean } = estimate(values);
      if (values.some(Number.isNaN)) return '–';
      return `${mean.toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;
    });
    return [`| ${label} | ${own.length} | ${cells.join(' | ')} |`];
  });
  return [`| ${title} | seeds | ${columns.map(({ name }) => name).join(' | ')} |`, `|---|---|${columns.map(() => '---|').join('')}`, ...body].join('\n');
}
