import { liveSettings } from '../../experiment/live-settings';
import type { RunId } from '../../protocol/messages';
import type { Problem } from '../../protocol/problem';
import type { RunState } from '../../protocol/run-state';
import type { AppState, RunRecord, SessionSlice } from '../app-state';
import { isNotFinite } from './not-finite';
import { changesBetween, sameLiveSettings } from './live-changes';

/**
 * What the parts of the session share: reading the state, and the few ways in which they write it.
 */
export interface SessionAccess {
  readonly read: () => AppState;
  readonly update: (change: Partial<SessionSlice>) => void;
  readonly currentRun: () => RunRecord | undefined;
  readonly changeRun: (id: RunId, change: (run: RunRecord) => RunRecord) => void;
  /**
   * Forgets what the current run measured after a state: it goes on from there. What was changed
   * later is forgotten too, unless it is in force in that state: then it counts from there.
   */
  readonly cutRun: (state: Pick<RunState, 'step' | 'live'>) => void;
  /** Says that charts have something new to draw. */
  readonly publish: () => void;
  /**
   * Says what went wrong.
   * @param run of which the worker refused something; what it refuses of a run that another one has
   * replaced meanwhile says nothing of that one
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
    cutRun: ({ step, live }) => {
      const run = session().runs.at(-1);
      if (run === undefined || step >= run.series.steps) return;
      run.series.cutAfter(step);
      const isBefore = (entry: { readonly step: number }) => entry.step <= step;
      const [marks, timeline] = [run.marks.filter((mark) => isBefore(mark) || isNotFinite(mark)), run.timeline.filter(isBefore)];
      if (run.timeline.some((entry) => entry.step > step && sameLiveSettings(entry.live, live))) {
        // The worker went back, its settings did not.
        const known = timeline.at(-1)?.live ?? liveSettings(run.experiment);
        const changes = changesBetween(run.experiment, known, live);
        marks.push(...changes.map((change) => ({ ...change, step })));
        timeline.push({ step, live });
      }
      update({ runs: [...session().runs.slice(0, -1), { ...run, marks, timeline }] });
    },
    publish: () => update({ published: session().published + 1 }),
    report: (problem) => update({ problem, progress: undefined, ...(problem.canContinue ? {} : { phase: 'failed' as const }) }),
  };
}
