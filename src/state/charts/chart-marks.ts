import type { TaskStep } from '../../protocol/metrics';
import type { Mark } from '../runs/run-series';

/** What was changed at one step. */
export interface MarkGroup {
  readonly step: number;
  readonly marks: readonly Mark[];
}

/**
 * Steps on the loss of one task as marks: the field is that task's, and there is nothing before and
 * after.
 */
export function taskStepMarks(taken: readonly TaskStep[], tasks: readonly string[]): readonly Mark[] {
  return taken.map(({ step, task }) => ({ step, field: `tasks.${tasks[task] ?? ''}.step`, from: '', to: '' }));
}

/** The marks of a run, those of one step together. */
export function markGroups(marks: readonly Mark[]): readonly MarkGroup[] {
  const steps = [...new Set(marks.map((mark) => mark.step))].sort((first, second) => first - second);
  return steps.map((step) => ({ step, marks: marks.filter((mark) => mark.step === step) }));
}
