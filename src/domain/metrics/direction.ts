import type { MetricId } from '../tasks/task-kind';

/** Which way a metric gets better. */
export type Direction = 'higher' | 'lower';

/** For every metric which way is better; a new metric does not compile until it is here. */
export const metricDirections: Readonly<Record<MetricId, Direction>> = {
  accuracy: 'higher',
  mae: 'lower',
  r2: 'higher',
  psnr: 'higher',
  precision: 'higher',
  recall: 'higher',
  f1: 'higher',
  auc: 'higher',
  rmse: 'lower',
};

/**
 * True if the first value is better than the second; false for equal ones and where either is not a
 * number.
 */
export function isBetter(direction: Direction, value: number, other: number): boolean {
  return direction === 'higher' ? value > other : value < other;
}
