import type { RunId } from '../protocol/messages';
import type { Problem } from '../protocol/problem';
import type { AppState, RunRecord, SessionSlice } from './app-state';

/** What the parts of the session share: reading the state, and the few ways in which they write it. */
export interface SessionAccess {
  readonly read: () => AppState;
  readonly update: (change: Partial<SessionSlice>) => void;
  readonly currentRun: () => RunRecord | undefined;
  readonly changeRun: (id: RunId, change: (run: RunRecord) => RunRecord) => void;
  /** Forgets what the current run measured, and what was changed in it, after a step: it goes on from there. */
  readonly cutRun: (step: number) => void;
  /** Says that charts have something new to draw. */
  readonly publish: () => void;
  /**
   * Says what went wrong.
   * @param run of which the worker refused something; what it refuses of a run that another one has replaced meanwhile says nothing of that one
   */
  readonly report: (problem: Problem, run?: RunId) => void;
}

/** Access over a slice that is read and written by these functions. */
export function sessionAccess(read: () => AppState, update: (change: Partial<SessionSlice>) => void): SessionAccess {
  const session = () => read().session;
  return {
    read,
    update,
    currentRun: () => session().runs.at(-1),
    changeRun: (id, change) => update({ runs: session().runs.map((run) => (run.id === id ? change(run) : run)) }),
    cutRun: (step) => {
      const run = session().runs.at(-1);
      if (run === undefined || step >= run.series.steps) return;
      run.series.cutAfter(step);
      const isBefore = (entry: { readonly step: number }) => entry.step <= step;
      const cut = { ...run, marks: run.marks.filter(isBefore), timeline: run.timeline.filter(isBefore) };
      update({ runs: [...session().runs.slice(0, -1), cut] });
    },
    publish: () => update({ published: session().published + 1 }),
    report: (problem) => update({ problem, progress: undefined, ...(problem.canContinue ? {} : { phase: 'failed' as const }) }),
  };
}
