import type { ParameterSpecs, ParameterValues } from '../parameters';

/** Where a run is, after its warm-up. */
export interface SchedulePlace {
  /** The share of the planned run that lies behind, 0 to 1. */
  readonly progress: number;
  /** Epochs that lie behind, with their fraction; goes on past the planned end. */
  readonly epochs: number;
}

/** A learning-rate schedule: the factor on the learning rate at a place of the run, in [0, 1]. */
export interface ScheduleKind {
  readonly parameters: ParameterSpecs;
  factor(place: SchedulePlace, values: ParameterValues): number;
}
