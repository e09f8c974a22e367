/** A test in between or at the end. Arrays hold one entry per task, in the order of the document's tasks. */
export interface TestPoint {
  /** Steps taken when it was measured. */
  readonly step: number;
  /** True when measured on the fixed subset only; false for all test images. */
  readonly subset: boolean;
  readonly images: number;
  readonly losses: Float32Array;
  /** All tasks' sums one after another, as domain/metrics lays them out. */
  readonly sums: Float32Array;
}

/** How two tasks pull at one shared layer: the Gram matrix of their gradients there. */
export interface LayerConflict {
  readonly step: number;
  readonly layer: string;
  /** Indices of the tasks that share the layer. */
  readonly tasks: readonly number[];
  /** [tasks][tasks], row after row. */
  readonly gram: Float32Array;
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
  /** [steps, tasks] effective weights c, with the update direction Σ c_i g_i. */
  readonly weights: Float32Array;
  readonly conflicts: readonly LayerConflict[];
}

/** What happened in a stretch of steps, step by step: row r of each array belongs to step firstStep + r. */
export interface MetricsBatch extends StepRows {
  /** The steps are firstStep + 1 … firstStep + steps (counting steps taken). */
  readonly firstStep: number;
  readonly tests: readonly TestPoint[];
  readonly examplesPerSecond: number;
}
