import type { Shape } from '../shape';
import type { MetricId } from './metric-kinds';

/**
 * How the sums that batches left behind become metrics; engine/measures makes those sums under the
 * same file name.
 */
export interface Summary {
  /** How many sums there are, for a head whose output of one example has this shape. */
  readonly sumsLength: (output: Shape) => number;
  /** The metrics that every such task has beside those that it names. */
  readonly further: readonly MetricId[];
  /**
   * The metrics of a total of sums. `scale` is the task's: values were divided by it before the
   * network saw them, and metrics are in the value's own unit. NaN where a metric is undefined:
   * without examples, or R² of a constant.
   */
  readonly metricsOf: (sums: ArrayLike<number>, scale: number) => Readonly<Partial<Record<MetricId, number>>>;
}

/**
 * The sum at that place. Throws when there are too few, since a metric of half the sums would look
 * like one.
 */
export function sumAt(sums: ArrayLike<number>, index: number): number {
  const value = sums[index];
  if (value === undefined) throw new Error(`sum ${index} is missing from ${sums.length}`);
  return value;
}
