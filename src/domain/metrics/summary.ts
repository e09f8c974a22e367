import type { Shape } from '../shape';
import type { MetricId } from './metric-kinds';

/**
 * What a whole test leaves of a task beside sums that add. Open: a measure leaves of it what it
 * has, and a new kind of array is one more field here.
 */
export interface TestDetails {
  /** Metrics that follow from all examples together; NaN where one is undefined. */
  readonly metrics?: Readonly<Partial<Record<MetricId, number>>>;
  /** [classes][classes] how many examples of each true class (row) got each answer (column). */
  readonly confusion?: Uint32Array;
}

/** The arrays among them, which tests while training leave out for the room that they take. */
export type DetailArray = Exclude<keyof TestDetails, 'metrics'>;

/** What a measure's details hold; engine/measures makes them, under the same file name. */
export interface DetailsKind {
  /**
   * How long its arrays are, for a head whose output has this many values per example; stored ones
   * of another length are not taken. Empty where details are metrics alone.
   */
  readonly lengths: (outputSize: number) => Readonly<Partial<Record<DetailArray, number>>>;
}

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
  /** What a whole test says beyond the sums; absent where they say it all. */
  readonly details?: DetailsKind;
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
