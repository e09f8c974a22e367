import type { GroupNote } from './task-groups';

/**
 * What a person should be told of a step, by its code: what is said of its balancing; or that a
 * batch norm which stands still normalised by the running statistics of before the first step.
 */
export const stepNotes = [
  'not-converged',
  'singular',
  'negative-sum',
  'zero-gradient',
  'dead-gradient',
  'no-part',
  'no-common-layer',
  'nothing-shared',
  'untrained-statistics',
] as const satisfies readonly (GroupNote | 'untrained-statistics')[];

export type StepNote = (typeof stepNotes)[number];

/** True for what is said of a step. */
export function isStepNote(raw: unknown): raw is StepNote {
  return stepNotes.some((note) => note === raw);
}
