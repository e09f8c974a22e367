import type { RunId } from '../protocol/messages';
import type { Problem } from '../protocol/problem';
import type { AppState, RunRecord, SessionSlice } from './app-state';

/** What the parts of the session share: reading the state, and the few ways in which they write it. */
export interface SessionAccess {
  readonly read: () => AppState;
  readonly update: (change: Partial<SessionSlice>) => void;
  readonly currentRun: () => RunRecord | undefined;
  readonly changeRun: (id: RunId, change: (run: RunRecord) => RunRecord) => void;
  /** Says that charts have something new to draw. */
  readonly publish: () => void;
  /** Says what went wrong. */
  readonly report: (problem: Problem) => void;
}

/** Access over a slice that is read and written by these functions. */
export function sessionAccess(read: () => AppState, update: (change: Partial<SessionSlice>) => void): SessionAccess {
  const session = () => read().session;
  return {
    read,
    update,
    currentRun: () => session().runs.at(-1),
    changeRun: (id, change) => update({ runs: session().runs.map((run) => (run.id === id ? change(run) : run)) }),
    publish: () => update({ published: session().published + 1 }),
    report: (problem) => update({ problem, progress: undefined, ...(problem.canContinue ? {} : { phase: 'failed' as const }) }),
  };
}
