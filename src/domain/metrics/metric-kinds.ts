import { keysOf } from '../../lib/keys';

/** Which way a metric gets better. */
export type Direction = 'higher' | 'lower';

/** From where to where something can be. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** All that is to be known of a metric, or of the loss, but how it is computed. */
export interface MetricKind {
  readonly direction: Direction;
  /** What values there are at all. */
  readonly range: Range;
  /**
   * How it is written: a share in percent, decibels or a plain number with so many decimals; the
   * loss with its significant digits.
   */
  readonly format: { readonly unit: 'decibels' | 'plain'; readonly decimals: number } | { readonly unit: 'share' | 'significant' };
  /**
   * Of metrics that are followed step by step: where the axis of their chart begins before there
   * are data, and beyond what it never grows.
   */
  readonly axis?: { readonly start: readonly [low: number, high: number]; readonly limits: readonly [low: number, high: number] };
  /** True if it may be a task's primary metric, which stands at its head and enters Δm. */
  readonly mayBePrimary?: true;
}

const share = { direction: 'higher', range: { low: 0, high: 1 }, format: { unit: 'share' } } as const;
const fromNoneToAll = { axis: { start: [0, 1], limits: [0, 1] } } as const;
const error = { direction: 'lower', range: { low: 0, high: Infinity }, format: { unit: 'plain', decimals: 4 } } as const;

/**
 * Every metric by its id: first those that tasks name, in the order of their charts, then what
 * tables have beside them. The ids stand in stored runs: never rename one. A new metric is one line
 * here, its texts, and a summary that computes it.
 */
export const metricKinds = {
  accuracy: { ...share, ...fromNoneToAll, mayBePrimary: true },
  mae: { ...error, axis: { start: [0, 0.05], limits: [0, 1] }, mayBePrimary: true },
  // 0 for a baseline that knows nothing and negative below: no share of it can be taken, as Δm
  // does. At the start a network may be far worse than the mean: without a limit the part that
  // matters would be a thin strip.
  r2: {
    direction: 'higher',
    range: { low: -Infinity, high: 1 },
    format: { unit: 'plain', decimals: 3 },
    axis: { start: [0, 1], limits: [-1, 1] },
  },
  // Below 0 dB an image is further off than any wrong picture.
  psnr: {
    direction: 'higher',
    range: { low: -Infinity, high: Infinity },
    format: { unit: 'decibels', decimals: 1 },
    axis: { start: [0, 25], limits: [0, 100] },
    mayBePrimary: true,
  },
  iou: { ...share, ...fromNoneToAll, mayBePrimary: true },
  dice: { ...share, ...fromNoneToAll },
  'mean-ap': { ...share, ...fromNoneToAll, mayBePrimary: true },
  f1: { ...share, ...fromNoneToAll },
  'level-mae': {
    ...error,
    format: { unit: 'plain', decimals: 2 },
    axis: { start: [0, 1], limits: [0, 100] },
    mayBePrimary: true,
  },
  ap50: share,
  ap: share,
  precision: share,
  recall: share,
  auc: { ...share, format: { unit: 'plain', decimals: 4 } },
  rmse: error,
} as const satisfies Record<string, MetricKind>;

type Kinds = typeof metricKinds;
export type MetricId = keyof Kinds;
/** The metrics that tasks name: followed step by step, and drawn as curves. */
export type CurveMetricId = { [Id in MetricId]: Kinds[Id] extends { axis: unknown } ? Id : never }[MetricId];
/** What can be a task's primary metric. */
export type PrimaryMetricId = { [Id in CurveMetricId]: Kinds[Id] extends { mayBePrimary: true } ? Id : never }[CurveMetricId];

export const metricIds: readonly MetricId[] = keysOf(metricKinds);
export const curveMetricIds: readonly CurveMetricId[] = metricIds.filter(isCurve);

function isCurve(id: MetricId): id is CurveMetricId {
  return 'axis' in metricKinds[id];
}

/**
 * The loss as a thing to compare and draw. It may shoot up, and totals of logarithms fall below 0.
 */
export const lossKind = {
  direction: 'lower',
  range: { low: 0, high: Infinity },
  format: { unit: 'significant' },
  axis: { start: [0, 1], limits: [-10, 10] },
} as const satisfies MetricKind;

/** The description of a metric or of the loss, typed loosely, for code that treats all alike. */
export function metricKind(id: MetricId | 'loss'): MetricKind {
  return id === 'loss' ? lossKind : metricKinds[id];
}

/**
 * True if the first value is better than the second; false for equal ones and where either is not a
 * number.
 */
export function isBetter(direction: Direction, value: number, other: number): boolean {
  return direction === 'higher' ? value > other : value < other;
}
