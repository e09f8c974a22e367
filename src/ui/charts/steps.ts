/** The steps along a chart: all up to the last one, or a part of them. */
export type Steps = number | StepRange;

/** The steps from one to another one. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** The first and last step along a chart; an axis has a length, however short the run. */
export function rangeOf(steps: Steps): StepRange {
  return typeof steps === 'number' ? { from: 0, to: Math.max(1, steps) } : steps;
}
