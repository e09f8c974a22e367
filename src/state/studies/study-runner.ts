import { ownFilesOf } from '../imports/own-files';
import type { TrainingClient, WorkerEvent } from '../../client/training-client';
import { plannedSteps } from '../../experiment/context';
import type { RunResult } from '../../experiment/studies/results';
import { afterReload, nextRun, withChange, withFailure, withResult, withStarted, type NextRun } from '../../experiment/studies/queue-plan';
import type { Study } from '../../experiment/studies/study';
import type { RunState } from '../../protocol/run-state';
import type { AppState, RunRecord, StudySlice } from '../app-state';
import { newId } from '../new-id';
import { newRun } from '../runs/new-run';
import { otherEngineMark, tellOtherEngine } from '../session/other-engine';
import { isStepNote } from '../../domain/balancing/step-notes';
import { runResult } from './study-results';

interface StudyRunnerOptions {
  readonly client: TrainingClient;
  readonly dataUrl: string;
  readonly update: (change: Partial<StudySlice>) => void;
  readonly read: () => AppState;
}

/** Works off what waits in the studies, one run after another. */
interface StudyRunner {
  /** Something waits: begin, unless a run is under way. */
  readonly wake: () => void;
  /** Ends the run that is under way if it is of that study. */
  readonly interrupt: (study: string) => void;
}

/** How a run came to its end. */
type Outcome =
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly problem: string }
  | { readonly kind: 'interrupted' }
  /** The worker died: another one goes on from the last state. */
  | { readonly kind: 'again' };

/** The runner over a slice that is read and written by these functions. */
export function createStudyRunner({ client, dataUrl, update, read }: StudyRunnerOptions): StudyRunner {
  const slice = () => read().studies;
  const pace = createPace();
  let working = false;
  let underWay: { readonly study: string; readonly interrupt: () => void } | undefined;

  const replace = (id: string, change: (study: Study) => Study) =>
    update({ studies: withChange(slice().studies, id, change) });

  /** A run that was interrupted goes on from its last state; any other begins anew. */
  function recordOf(run: string, { entry }: NextRun): { readonly record: RunRecord; readonly restore: RunState | undefined } {
    const { records, state } = slice();
    const kept = records.find((record) => record.id === run);
    const restore = kept !== undefined && state?.run === run && state.state.step <= kept.series.steps ? state.state : undefined;
    if (kept !== undefined && restore !== undefined) {
      kept.series.cutAfter(restore.step);
      return { record: kept, restore };
    }
    const record = newRun(run, entry.document);
    update({ records: [...records.filter((old) => old.id !== run), record] });
    return { record, restore: undefined };
  }

  async function runEntry(next: NextRun): Promise<void> {
    const run = next.entry.run ?? newId('run');
    const id = next.study.id;
    replace(id, (study) => withStarted(study, next.index, run));
    const { record, restore } = recordOf(run, next);
    const { experiment } = record;
    const steps = plannedSteps(experiment);
    pace.begin(restore?.step ?? 0);
    update({ active: { study: id, index: next.index, step: restore?.step ?? 0, steps } });
    const outcome = await new Promise<Outcome>((resolve) => {
      const unlisten = client.listen((event) => hear(event, record, restore?.step ?? 0, end));
      let over = false;
      const end = (how: Outcome) => {
        // What comes too late, such as the answer to a pause, must not end the run that follows.
        if (over) return;
        over = true;
        unlisten();
        underWay = undefined;
        resolve(how);
      };
      let wanted = true;
      const interrupt = () => {
        wanted = false;
        // The state at the pause comes as an event, so that going on later loses nothing.
        if (client.currentRun === undefined) end({ kind: 'interrupted' });
        else void client.request('pause', { run }).then(() => end({ kind: 'interrupted' }));
      };
      underWay = { study: id, interrupt };
      void train(record, restore, end, () => wanted);
    });
    const goesOn = outcome.kind === 'interrupted' || outcome.kind === 'again';
    if (!goesOn) await client.request('pause', { run });
    update({ active: undefined, ...(goesOn ? {} : { state: undefined }) });
    if (outcome.kind === 'done') replace(id, (study) => withResult(study, run, outcome.result));
    if (outcome.kind === 'failed') replace(id, (study) => withFailure(study, run, outcome.problem));
    if (outcome.kind === 'again') replace(id, afterReload);
  }

  async function train(
    { id: run, experiment, series }: RunRecord,
    restore: RunState | undefined,
    end: (outcome: Outcome) => void,
    isWanted: () => boolean,
  ): Promise<void> {
    const device = read().session.devicePreference;
    const prepared = await client.request('prepare', { run, experiment, device, dataUrl, ...ownFilesOf(experiment), ...(restore === undefined ? {} : { restore }) });
    if (!prepared.ok) return end({ kind: 'failed', problem: prepared.error.code });
    series.begin(prepared.value.layout);
    const mark = otherEngineMark(restore, prepared.value.engine);
    if (mark !== undefined) update({ records: slice().records.map((record) => (record.id === run ? tellOtherEngine(record, mark, read().view) : record)) });
    // Stopped while it was prepared: nobody would hear what it trains.
    if (isWanted()) await play(run, end);
  }

  async function play(run: string, end: (outcome: Outcome) => void): Promise<void> {
    const playing = await client.request('play', { run, stepsPerSecond: 0 });
    if (!playing.ok) end({ kind: 'failed', problem: playing.error.code });
  }

  /** @param begun the step that the worker began at */
  function hear(event: WorkerEvent, { id: run, experiment, series }: RunRecord, begun: number, end: (outcome: Outcome) => void): void {
    if (event.run !== run) return;
    const { active, published, state } = slice();
    switch (event.kind) {
      case 'metrics': {
        series.append(event.value);
        update({ published: published + 1, pace: pace.reach(series.steps), ...(active === undefined ? {} : { active: { ...active, step: series.steps } }) });
        const result = series.steps >= plannedSteps(experiment) ? runResult(experiment, series) : undefined;
        if (result !== undefined) end({ kind: 'done', result });
        return;
      }
      case 'checkpoint':
        // After a lost device the run goes on from an earlier step than was measured.
        series.cutAfter(event.value.step);
        return update({ state: { run, state: event.value } });
      case 'problem': {
        const { code, canContinue } = event.value;
        // What a method says of its steps stops nothing.
        if (isStepNote(code)) return;
        // The device was lost, or fell silent, and another one was taken: the run stands at its
        // last state and has to be set going again.
        if ((code === 'device-lost' || code === 'device-silent') && canContinue) void play(run, end);
        // Only where the dead worker had got further: a run that kills every worker must come to an
        // end.
        else if (code === 'worker-unresponsive' && state?.run === run && state.state.step > begun) end({ kind: 'again' });
        // Anything else has stopped it: with a loss that is not finite, or images that cannot be
        // had, a person could go on, but nobody is asked here.
        else end({ kind: 'failed', problem: code });
        return;
      }
      case 'device':
      case 'progress':
      case 'phase':
      case 'predictions':
        return;
    }
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let next = nextRun(slice().studies); next !== undefined; next = nextRun(slice().studies)) await runEntry(next);
    working = false;
  }

  return {
    wake: () => void work(),
    interrupt: (study) => {
      if (underWay?.study === study) underWay.interrupt();
    },
  };
}

/**
 * Optimiser steps a second over all runs so far, beginnings and evaluations included, so that what
 * is left of a study can be told in minutes.
 */
function createPace(): { readonly begin: (step: number) => void; readonly reach: (step: number) => number | undefined } {
  let [steps, milliseconds] = [0, 0];
  let [lastStep, lastTime] = [0, 0];
  return {
    begin: (step) => {
      [lastStep, lastTime] = [step, performance.now()];
    },
    reach: (step) => {
      const now = performance.now();
      steps += Math.max(0, step - lastStep);
      milliseconds += now - lastTime;
      [lastStep, lastTime] = [step, now];
      return steps > 0 && milliseconds > 0 ? (1000 * steps) / milliseconds : undefined;
    },
  };
}
