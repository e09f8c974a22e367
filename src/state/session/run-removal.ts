import type { SessionSlice } from '../app-state';
import type { RunControl } from './run-control';
import type { SessionAccess } from './session-access';

/** Taking runs of the desk away, and bringing them back. */
type RunRemoval = Pick<SessionSlice, 'removeRun' | 'undoRemoveRun' | 'removedRun' | 'forgetRuns'>;

interface Desk {
  /** Ends what is being trained, with its state kept. */
  readonly rest: () => Promise<void>;
  readonly restore: SessionSlice['restore'];
  /** Has a task wait for its turn. */
  readonly enqueue: (task: () => Promise<void>) => Promise<void>;
}

/** Removal over the session's state. */
export function createRunRemoval(access: SessionAccess, control: Pick<RunControl, 'start' | 'resume' | 'forget'>, desk: Desk): RunRemoval {
  const { update, publish, currentRun } = access;
  const session = () => access.read().session;

  /** The desk has no run then, until one is begun. */
  async function removeNewest(): Promise<void> {
    await desk.rest();
    const { runs, running, checkpoint } = session();
    const record = runs.at(-1);
    if (record === undefined) return;
    control.forget();
    update({
      runs: runs.slice(0, -1),
      removedRun: { record, running, checkpoint },
      running: undefined,
      checkpoint: undefined,
      predictions: undefined,
      problem: undefined,
      phase: 'idle',
      step: 0,
      examplesPerSecond: 0,
    });
    publish();
    await control.start();
  }

  async function undo(): Promise<void> {
    const { runs, removedRun, running, phase } = session();
    if (removedRun === undefined) return;
    const { record, checkpoint } = removedRun;
    const isUntouched = running === undefined || (phase !== 'running' && currentRun()?.series.steps === 0);
    if (isUntouched && checkpoint !== undefined && removedRun.running !== undefined) {
      control.forget();
      desk.restore({ runs: [...runs.filter(({ series }) => series.steps > 0), record], running: removedRun.running, checkpoint });
      update({ removedRun: undefined });
      await control.resume();
    } else {
      // The desk has gone on with another run: this one is an earlier one now.
      update({ runs: [...runs, record].sort((one, other) => one.startedAt - other.startedAt), removedRun: undefined });
    }
  }

  return {
    removedRun: undefined,
    removeRun: (id) =>
      desk.enqueue(async () => {
        const { runs, running } = session();
        const record = runs.find((run) => run.id === id);
        if (record === undefined) return;
        if (record === runs.at(-1) && running !== undefined) await removeNewest();
        else update({ runs: runs.filter((run) => run !== record), removedRun: { record, running: undefined, checkpoint: undefined } });
      }),
    undoRemoveRun: () => desk.enqueue(undo),
    forgetRuns: (ids) => {
      const { runs, running } = session();
      const current = running === undefined ? undefined : runs.at(-1);
      const rest = runs.filter((run) => run === current || !ids.includes(run.id));
      if (rest.length < runs.length) update({ runs: rest });
    },
  };
}
