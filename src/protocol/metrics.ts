import type { StepNote } from '../domain/balancing/step-notes';
import type { TestDetails } from '../domain/metrics/summary';

/** Which images a test is on. */
export type TestSplit = 'test' | 'validation' | 'train';

/**
 * The numbers by which a layer mixes its inputs, in the layout that its kind names (`coefficients`
 * in domain/network/layer-kind).
 */
export interface LayerCoefficients {
  readonly layer: string;
  /**
   * Weights as they were at the test's step; or, where they differ from image to image, the mean
   * over the test's images.
   */
  readonly values: Float32Array;
}

/** What a test leaves of one task. */
export interface TestedTask {
  /** Mean over the examples that count, before weights; NaN without any. */
  readonly loss: number;
  /** How many examples that is: those that the task had answers for. */
  readonly count: number;
  /** [sums], as domain/metrics reads them. */
  readonly sums: Float32Array;
  /**
   * What the task's measure has beyond them; without its arrays where it was measured on the subset.
   */
  readonly details?: TestDetails;
}

/** A test in between or at the end. */
export interface TestPoint {
  /** Steps taken when it was measured. */
  readonly step: number;
  /**
   * True when measured on the fixed subset of the test images only, as while it trains; false for
   * all that an idle evaluation takes.
   */
  readonly subset: boolean;
  /**
   * What it was measured on: the test images where it is not said, the train images that are set
   * aside, or a fixed sample of those that are trained on, as they are and by weights and
   * statistics that stand still.
   */
  readonly split?: TestSplit;
  readonly images: number;
  /** In the order of the document's tasks. */
  readonly tasks: readonly TestedTask[];
  /**
   * Of every layer that has such numbers; absent where none has, and in records of older versions.
   */
  readonly coefficients?: readonly LayerCoefficients[];
}

/**
 * The conflict between tasks: the Gram matrices of their gradients on some weights, at each step at
 * which they were measured.
 */
export interface ConflictColumn {
  /** The shared layer; undefined for all weights together that two tasks or more share. */
  readonly layer: string | undefined;
  /** Indices of the tasks that share them, ascending. */
  readonly tasks: readonly number[];
  /** [measures] steps taken when it was measured, ascending. */
  readonly steps: Uint32Array;
  /** [measures, tasks, tasks] */
  readonly grams: Float32Array;
}

/** A note on some of a stretch's steps. */
export interface NotedSteps {
  readonly note: StepNote;
  /** How many steps it is about, and the first and the last of them (counting steps taken). */
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/**
 * A step that a person took on one task's loss: part of the record, since without it the run does
 * not come out again.
 */
export interface TaskStep {
  /** Steps taken, this one included. */
  readonly step: number;
  /** Index of the task. */
  readonly task: number;
}

/** What was measured of a stretch of steps, a row for each. */
export interface StepRows {
  readonly steps: number;
  /** [steps, tasks] training losses, before weights. */
  readonly losses: Float32Array;
  /** [steps, sums] sums of the training batches for the metrics, all tasks' one after another. */
  readonly sums: Float32Array;
  /** [steps] what was minimised: the weighted total. */
  readonly totals: Float32Array;
  /**
   * [steps, tasks] effective weights c, with the update direction Σ c_i g_i; NaN where the
   * direction is no such sum.
   */
  readonly weights: Float32Array;
  /**
   * [steps, tasks] cosines of each task's gradient and the direction, where that is no weighted
   * sum; NaN elsewhere. Absent: all NaN.
   */
  readonly cosines?: Float32Array;
  /**
   * [steps] ‖d‖ of such a direction d on the shared weights, before penalties and clipping;
   * likewise.
   */
  readonly lengths?: Float32Array;
  /** Shared layers, and all of them together. */
  readonly conflicts: readonly ConflictColumn[];
  readonly notes?: readonly NotedSteps[];
  readonly taskSteps?: readonly TaskStep[];
}

/**
 * What happened in a stretch of steps, step by step: row r of each array belongs to step firstStep
 * + r.
 */
export interface MetricsBatch extends StepRows {
  /** The steps are firstStep + 1 … firstStep + steps (counting steps taken). */
  readonly firstStep: number;
  readonly tests: readonly TestPoint[];
  readonly examplesPerSecond: number;
}
