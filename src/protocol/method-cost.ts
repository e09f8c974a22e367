/** How often a step of a balancing method goes through the network. */
export interface Passes {
  /** Forward passes: 2 where the batch is looked at once more after the update. */
  readonly forward: number;
  /**
   * Rows that flow back through what all tasks share: 1 for their weighted sum, or one for each
   * task.
   */
  readonly shared: number;
  /**
   * Rows that flow back besides these, through the heads (and no further than the method has to
   * see).
   */
  readonly heads: number;
}

/**
 * What a step of the balancing method in force costs, next to one of plain weighting, measured on
 * the present state and device.
 */
export interface MethodCost {
  readonly passes: Passes;
  /** Medians, in milliseconds. */
  readonly plainMilliseconds: number;
  readonly methodMilliseconds: number;
  /** How many throw-away steps of each were timed. */
  readonly steps: number;
}
