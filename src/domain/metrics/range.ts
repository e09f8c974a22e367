import type { MetricId } from '../tasks/task-kind';

/** From where to where a metric can be. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * For every metric, and the losses, what values there are at all; a new metric does not compile
 * until it is here.
 */
export const metricRanges: Readonly<Record<MetricId | 'loss', Range>> = {
  accuracy: { low: 0, high: 1 },
  mae: { low: 0, high: Infinity },
  r2: { low: -Infinity, high: 1 },
  psnr: { low: -Infinity, high: Infinity },
  precision: { low: 0, high: 1 },
  recall: { low: 0, high: 1 },
  f1: { low: 0, high: 1 },
  auc: { low: 0, high: 1 },
  rmse: { low: 0, high: Infinity },
  loss: { low: 0, high: Infinity },
};
