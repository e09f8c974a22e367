import type { RunState } from '../../protocol/run-state';
import type { ViewSlice } from '../app-state';
import type { Mark } from '../runs/run-series';

/**
 * What is to be told of a run that goes on from a state, by the revision of the engine that does:
 * undefined where it is the state's own. Else the mark that says so on the run's charts for good,
 * with both revisions.
 */
export function otherEngineMark(restore: RunState | undefined, engine: number): Mark | undefined {
  const from = restore?.engine ?? 1;
  return restore === undefined || from === engine ? undefined : { step: restore.step, field: 'engine', from, to: engine };
}

/** Puts the mark on a run, once, and tells the person. */
export function tellOtherEngine<Run extends { readonly marks: readonly Mark[] }>(run: Run, mark: Mark, view: Pick<ViewSlice, 'setOtherEngine'>): Run {
  view.setOtherEngine(mark.step);
  const isMarked = run.marks.some(({ step, field }) => step === mark.step && field === mark.field);
  return isMarked ? run : { ...run, marks: [...run.marks, mark] };
}
