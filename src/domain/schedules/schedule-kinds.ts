import type { ParameterValues } from '../parameters';
import { constant } from './constant';
import { cosine } from './cosine';
import { exponential } from './exponential';
import type { ScheduleKind } from './schedule-kind';
import { step } from './step';

/** Every schedule by its id. The ids stand in links: never rename one. */
export const scheduleKinds = { constant, cosine, step, exponential } as const satisfies Record<string, ScheduleKind>;

export type ScheduleId = keyof typeof scheduleKinds;

/** The description of a schedule, typed loosely, for code that treats all alike. */
export function scheduleKind(id: ScheduleId): ScheduleKind {
  return scheduleKinds[id];
}

/** A schedule as a document sets it. */
interface Schedule {
  readonly kind: ScheduleId;
  /** The number of first steps over which the rate rises in a line, from 1 / warmup to 1. */
  readonly warmup: number;
  /** Parameters that are not the default. */
  readonly values?: ParameterValues;
}

/** How long a run is, in steps. */
interface RunLength {
  /** Of the planned run; past it the last progress stays. */
  readonly plannedSteps: number;
  /** Need not be whole. */
  readonly stepsPerEpoch: number;
}

/**
 * The factor on the learning rate at a step, counted from 0, that is about to be taken. The
 * schedule begins when the warm-up is over.
 */
export function rateFactor({ kind, warmup, values = {} }: Schedule, step: number, { plannedSteps, stepsPerEpoch }: RunLength): number {
  if (step < warmup) return (step + 1) / warmup;
  const behind = step - warmup;
  const progress = Math.min(1, behind / Math.max(1, plannedSteps - warmup));
  return scheduleKind(kind).factor({ progress, epochs: behind / stepsPerEpoch }, values);
}
