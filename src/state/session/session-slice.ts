import type { TrainingClient } from '../../client/training-client';
import { batchSizeOf, epochOf, plannedSteps, epochExamples } from '../../experiment/context';
import { withLiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { DevicePreference } from '../../protocol/device';
import type { RunId } from '../../protocol/messages';
import type { Problem } from '../../protocol/problem';
import type { AppState, SessionSlice } from '../app-state';
import { ownFilesOf } from '../imports/own-files';
import { createLiveLink } from './live-link';
import { createMeasurements } from './measurements';
import { createQueue } from '../../lib/queue';
import { createLooking } from './looking';
import { createRunControl } from './run-control';
import { createRunRemoval } from './run-removal';
import { sessionAccess } from './session-access';
import { hearEvent } from './session-events';

export interface SessionOptions {
  readonly client: TrainingClient;
  readonly dataUrl: string;
  readonly devicePreference: DevicePreference;
  readonly update: (change: Partial<SessionSlice>) => void;
  readonly read: () => AppState;
}

/**
 * The page's side of training: turns what a person asks for into requests, one after another, and
 * the worker's events into state. The worker may be replaced at any time; the run goes on from its
 * last checkpoint then.
 */
export function createSessionSlice({ client, dataUrl, devicePreference, update, read }: SessionOptions): SessionSlice {
  const enqueue = createQueue();
  const shared = sessionAccess(read, update);
  const report = (problem: Problem, run?: RunId) => {
    if (run !== undefined && run !== client.currentRun) return;
    if (problem.code === 'worker-unresponsive' || problem.code === 'out-of-memory') control.forget();
    shared.report(problem);
  };
  const access = { ...shared, report };
  const link = createLiveLink(client, access);
  const control = createRunControl(client, dataUrl, access, link);

  const session = () => read().session;

  async function request(kind: 'play' | 'pause' | 'pace' | 'advance', steps = 0): Promise<void> {
    const run = control.inWorker();
    if (run === undefined) return;
    const { stepsPerSecond } = session();
    const reply =
      kind === 'pause'
        ? await client.request('pause', { run })
        : kind === 'advance'
          ? await client.request('advance', { run, steps, stepsPerSecond })
          : await client.request(kind, { run, stepsPerSecond });
    if (!reply.ok) report(reply.error, run);
  }

  async function takeCheckpoint(): Promise<void> {
    const run = control.inWorker();
    if (run === undefined || session().step === 0) return;
    const state = await client.request('checkpoint', { run });
    // Another run may have begun meanwhile: this state is not one that it could go on from.
    if (state.ok && client.currentRun === run) update({ checkpoint: state.value });
  }

  /** After the last epoch there is nothing left to do: ask for as many epochs again. */
  async function offerMore(): Promise<void> {
    const { experiment, execute } = read().document;
    if (session().step < plannedSteps(experiment)) return;
    const first = access.currentRun()?.experiment.training.epochs ?? experiment.training.epochs;
    execute('training.epochs', { epochs: experiment.training.epochs + first });
    await link.flush();
  }

  /**
   * A single step goes on with the run that is there, even where the document asks for a restart:
   * that is for play to begin.
   */
  async function goOn(): Promise<boolean> {
    const hasWeights = session().step > 0 || access.currentRun()?.keptFrom !== undefined;
    const goesOn = control.inWorker() !== undefined && hasWeights && session().phase !== 'failed';
    return goesOn || control.ensure();
  }

  async function goOnWithKeptWeights(): Promise<boolean> {
    await rest();
    const { checkpoint } = session();
    const began = checkpoint !== undefined && (await control.startFrom(checkpoint));
    if (began) await request('play');
    return began;
  }

  const restore: SessionSlice['restore'] = ({ runs, running, checkpoint }) => {
    if (runs.length === 0) return;
    if (checkpoint === undefined || running === undefined) {
      // Nothing to go on from; what was measured is still there to compare with.
      update({ runs });
    } else {
      link.markFrom(checkpoint.live);
      update({ runs, running: withLiveSettings(running, checkpoint.live), checkpoint, step: checkpoint.step, phase: 'paused' });
      access.cutRun(checkpoint);
    }
    access.publish();
  };

  async function rest(): Promise<void> {
    await request('pause');
    await takeCheckpoint();
  }

  const removal = createRunRemoval(access, control, { rest, restore, enqueue });
  const measurements = createMeasurements(client, access, control, link, () => enqueue(async () => void (await goOn())));

  client.listen((event) => {
    hearEvent(event, access);
    if (event.kind === 'metrics' && event.value.tests.length > 0) void measurements.measureBaselines();
  });
  const looking = createLooking(client, access, control, () => enqueue(async () => void (await goOn())));

  return {
    ...looking,
    ...measurements,
    ...removal,
    phase: 'idle',
    progress: undefined,
    device: undefined,
    devicePreference,
    step: 0,
    examplesPerSecond: 0,
    parameters: 0,
    microBatches: 1,
    problem: undefined,
    predictions: undefined,
    checkpoint: undefined,
    running: undefined,
    runs: [],
    published: 0,
    stepsPerSecond: 0,
    prepare: () => enqueue(async () => void (await (session().checkpoint === undefined ? control.ensure() : control.resume()))),
    play: () =>
      enqueue(async () => {
        if (!(await control.ensure())) return;
        await offerMore();
        await request('play');
      }),
    pause: () => enqueue(() => request('pause')),
    advance: (unit) =>
      enqueue(async () => {
        if (!(await goOn())) return;
        await offerMore();
        const { running, step } = session();
        if (running === undefined) return;
        // Answered only after the last step: a pause must not have to wait for that.
        void request('advance', unit === 'batch' ? 1 : stepsToNextEpoch(running, step));
      }),
    viewData: (question) => client.request('view-data', { ...question, dataUrl, ...ownFilesOf(question.document) }),
    viewTraining: (question) => client.request('view-training', { ...question, dataUrl, ...ownFilesOf(question.document) }),
    stepTask: (id) =>
      enqueue(async () => {
        if (session().phase === 'running' || !(await goOn())) return;
        await offerMore();
        const task = session().running?.tasks.findIndex((known) => known.id === id) ?? -1;
        const run = control.inWorker();
        if (run === undefined || task < 0) return;
        await link.flush();
        const reply = await client.request('step-task', { run, task });
        if (!reply.ok) report(reply.error, run);
      }),
    followView: () => {
      const run = control.inWorker();
      if (run !== undefined) void client.request('observe', { run, conflictEvery: read().view.conflictEvery });
    },
    goOnWithKeptWeights: () => enqueue(goOnWithKeptWeights),
    reset: () => enqueue(async () => void (await control.start())),
    setDevice: (preference) =>
      enqueue(async () => {
        const wasRunning = session().phase === 'running';
        update({ devicePreference: preference });
        if (session().running === undefined) return;
        await rest();
        if ((await control.resume()) && wasRunning) await request('play');
      }),
    setStepsPerSecond: (stepsPerSecond) => {
      update({ stepsPerSecond });
      void request('pace');
    },
    dismissProblem: () => update({ problem: undefined }),
    keep: takeCheckpoint,
    restore,
    followDocument: (committed) => {
      if (committed) link.mark();
      link.send();
    },
  };
}

/** Steps from here until the first step of the next epoch has its turn. */
export function stepsToNextEpoch(experiment: Experiment, step: number): number {
  const examples = epochExamples(experiment);
  const next = Math.ceil(((epochOf(experiment, step) + 1) * examples) / batchSizeOf(experiment));
  return Math.max(1, next - step);
}
