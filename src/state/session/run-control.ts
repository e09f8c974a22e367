import { ownFilesOf } from '../imports/own-files';
import type { TrainingClient } from '../../client/training-client';
import { analyseExperiment } from '../../experiment/context';
import { needsRestart } from '../../experiment/field-values';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { RunId } from '../../protocol/messages';
import type { RunState } from '../../protocol/run-state';
import type { RunRecord } from '../app-state';
import type { LiveLink } from './live-link';
import { newId } from '../new-id';
import { newRun } from '../runs/new-run';
import { otherEngineMark, tellOtherEngine } from './other-engine';
import type { SessionAccess } from './session-access';
import { usualInterval } from '../view/view-slice';

/**
 * Which run the worker holds, and how it comes to hold the right one. All answers are true if the
 * worker is ready.
 */
export interface RunControl {
  /** The run that the worker has compiled; undefined when it has none or was replaced. */
  readonly inWorker: () => RunId | undefined;
  /** The worker that held the run is gone. */
  readonly forget: () => void;
  /** A new run of the document on the desk, at step 0. */
  readonly start: () => Promise<boolean>;
  /** The same with the weights of layers that are the same in a state of the current run. */
  readonly startFrom: (state: RunState) => Promise<boolean>;
  /**
   * The current run again, from its checkpoint or from its start, even if the document has moved on
   * since.
   */
  readonly resume: () => Promise<boolean>;
  /** A run that fits the document: the current one where that will do, else a new one. */
  readonly ensure: () => Promise<boolean>;
}

/** Control of what the worker holds, over the session's state. */
export function createRunControl(client: TrainingClient, dataUrl: string, access: SessionAccess, link: LiveLink): RunControl {
  const { read, update, currentRun, changeRun, publish, report } = access;
  let inWorker: RunId | undefined;

  async function prepare(run: RunRecord, running: Experiment, restore: RunState | undefined): Promise<boolean> {
    link.end();
    inWorker = undefined;
    update({ phase: 'preparing', problem: undefined, progress: undefined, examplesPerSecond: 0 });
    const device = read().session.devicePreference;
    const payload = { run: run.id, experiment: running, device, dataUrl, ...ownFilesOf(running), ...(restore === undefined ? {} : { restore }) };
    const reply = await client.request('prepare', payload);
    if (!reply.ok) {
      report(reply.error);
      // A state that the worker cannot take up would fail for ever: the next try begins anew.
      const unusable = restore !== undefined && reply.error.code === 'internal';
      update({ phase: 'failed', ...(unusable ? { checkpoint: undefined } : {}) });
      return false;
    }
    inWorker = run.id;
    // The worker may be a new one, which knows of no preference.
    const { conflictEvery } = read().view;
    if (conflictEvery !== usualInterval) void client.request('observe', { run: run.id, conflictEvery });
    const { device: taken, parameters, step, microBatches, layout, engine } = reply.value;
    run.series.begin(layout);
    const phase = read().session.phase === 'preparing' ? { phase: 'paused' as const } : {};
    update({ ...phase, device: taken, parameters, microBatches, step, progress: undefined });
    link.begin(run.id, restore?.live ?? liveSettings(running));
    const mark = otherEngineMark(restore, engine);
    if (mark !== undefined) changeRun(run.id, (old) => tellOtherEngine(old, mark, read().view));
    // What was edited between the checkpoint and a reload takes effect now.
    link.mark();
    return true;
  }

  function start(): Promise<boolean> {
    const { experiment } = read().document;
    return analyseExperiment(experiment).runnable ? begin(experiment, newRun(newId('run'), experiment), undefined) : Promise.resolve(false);
  }

  async function startFrom(state: RunState): Promise<boolean> {
    const { document, session } = read();
    const [{ experiment }, { running }, run] = [document, session, currentRun()];
    if (run === undefined || running === undefined) return false;
    const { weights, statistics } = state;
    // Without the optimiser's vectors, which are as large and would be sent for nothing.
    const learned = { weights, ...(statistics === undefined ? {} : { statistics }) };
    const start = await client.request('keep-weights', { experiment, from: { experiment: running, state: learned } });
    if (!start.ok) {
      report({ ...start.error, canContinue: true });
      return false;
    }
    // Where the run has not moved yet, its weights are still those that it was given.
    const keptFrom = state.step === 0 && run.keptFrom !== undefined ? run.keptFrom : { run: run.id, step: state.step };
    const { fingerprint, state: first } = start.value;
    return begin(experiment, newRun(newId('run'), { ...experiment, start: { fingerprint } }, keptFrom), first);
  }

  /** `state`: at step 0, where it begins with other weights than those of the seed. */
  function begin(experiment: Experiment, run: RunRecord, state: RunState | undefined): Promise<boolean> {
    // A run that took no step is not kept.
    const kept = read().session.runs.filter((old) => old.series.steps > 0);
    update({ runs: [...kept, run], running: experiment, step: 0, checkpoint: state, predictions: undefined });
    publish();
    link.markFrom(liveSettings(experiment));
    return prepare(run, experiment, state);
  }

  async function resume(): Promise<boolean> {
    const { running, checkpoint } = read().session;
    const run = currentRun();
    // Without its state, neither what it learned nor what it began with is there any more.
    const isLost = checkpoint === undefined && run !== undefined && (run.series.steps > 0 || run.keptFrom !== undefined);
    if (run === undefined || running === undefined || isLost) return start();
    if (checkpoint !== undefined) access.cutRun(checkpoint);
    return prepare(run, running, checkpoint);
  }

  return {
    inWorker: () => inWorker,
    forget: () => {
      inWorker = undefined;
      link.end();
    },
    start,
    startFrom,
    resume,
    ensure: async () => {
      const { document, session } = read();
      const run = currentRun();
      if (run === undefined || session.running === undefined || needsRestart(session.running, document.experiment)) return start();
      return (inWorker === run.id && session.phase !== 'failed') || resume();
    },
  };
}
