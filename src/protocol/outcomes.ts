/** What came of some test images, in the order of asking, a few numbers each. */
export interface Outcomes {
  /** Steps taken. */
  readonly step: number;
  /** In the order of the document's tasks. */
  readonly tasks: readonly TaskOutcomes[];
}

/** Of one task, image by image; what the numbers are is said at `Outcome` in domain/metrics/outcomes. */
export interface TaskOutcomes {
  /** The loss [images] before task weights and class weights; NaN of an image without a label. */
  readonly losses: Float32Array;
  /** [images, width of the target's outcomes] */
  readonly answers: Float32Array;
  /** Likewise. */
  readonly truths: Float32Array;
  /** [images] 0 to 1; NaN where an answer has no probability. */
  readonly confidences: Float32Array;
}
