import type { TrainingClient, WorkerEvent } from '../client/training-client';
import { analyseExperiment, batchSizeOf, epochOf, plannedSteps, trainImages } from '../experiment/context';
import { liveSettings, needsRestart, withLiveSettings, type LiveSettings } from '../experiment/field-classes';
import type { Experiment } from '../experiment/schema';
import type { DevicePreference } from '../protocol/device';
import type { RunId } from '../protocol/messages';
import type { Problem } from '../protocol/problem';
import type { AppState, RunRecord, SessionSlice } from './app-state';
import { changesBetween, liveSettingsFor, sameLiveSettings } from './live-changes';
import { createQueue } from './queue';
import { RunSeries } from './run-series';
import { sumsLengthOf } from './sums-length';

export interface SessionOptions {
  readonly client: TrainingClient;
  readonly dataUrl: string;
  readonly devicePreference: DevicePreference;
  readonly update: (change: Partial<SessionSlice>) => void;
  readonly read: () => AppState;
}

/** How often previews of live fields reach the worker, in milliseconds. */
const previewInterval = 200;

/** Runs that a tab keeps; the oldest go first. */
const keptRuns = 20;

/**
 * The page's side of training: turns what a person asks for into requests, one after another, and the worker's events into
 * state. The worker may be replaced at any time; the run goes on from its last checkpoint then.
 */
export function createSessionSlice({ client, dataUrl, devicePreference, update, read }: SessionOptions): SessionSlice {
  const enqueue = createQueue();
  /** The run that the worker has compiled; undefined when it has none or was replaced. */
  let inWorker: RunId | undefined;
  /** Live settings the worker has, and those that the last mark speaks of. */
  let sent: LiveSettings | undefined;
  let marked: LiveSettings | undefined;
  let sendTimer: ReturnType<typeof setTimeout> | undefined;

  const session = () => read().session;
  const currentRun = () => session().runs.at(-1);

  const changeRun = (id: RunId, change: (run: RunRecord) => RunRecord) =>
    update({ runs: session().runs.map((run) => (run.id === id ? change(run) : run)) });

  const publish = () => update({ published: session().published + 1 });

  function report(problem: Problem): void {
    if (problem.code === 'worker-unresponsive' || problem.code === 'out-of-memory') inWorker = undefined;
    update({ problem, progress: undefined, ...(problem.canContinue ? {} : { phase: 'failed' as const }) });
  }

  client.listen((event: WorkerEvent) => {
    if (event.run !== currentRun()?.id) return;
    switch (event.kind) {
      case 'device':
        return update({ device: event.value });
      case 'progress': {
        const { done, total } = event.value;
        return update({ progress: total > 0 && done >= total ? undefined : event.value });
      }
      case 'phase':
        return update({ phase: event.value.phase, step: event.value.step, ...(event.value.phase === 'running' ? { progress: undefined } : {}) });
      case 'metrics': {
        const { firstStep, steps, examplesPerSecond } = event.value;
        currentRun()?.series.append(event.value);
        const step = steps > 0 ? firstStep + steps : session().step;
        return update({ step, examplesPerSecond, published: session().published + 1 });
      }
      case 'predictions':
        return update({ predictions: event.value });
      case 'checkpoint':
        // After a loss that is not finite, or a lost device, the run stands at an earlier step than was measured.
        if (session().phase !== 'running') {
          currentRun()?.series.cutAfter(event.value.step);
          update({ step: event.value.step, published: session().published + 1 });
        }
        return update({ checkpoint: event.value });
      case 'problem':
        return report(event.value);
    }
  });

  /** Gets the worker ready for a run; true if it is. */
  async function prepareRun(run: RunRecord, running: Experiment, restore: SessionSlice['checkpoint']): Promise<boolean> {
    clearTimeout(sendTimer);
    sendTimer = undefined;
    inWorker = undefined;
    update({ phase: 'preparing', problem: undefined });
    const device = session().devicePreference;
    const payload = { run: run.id, experiment: running, device, dataUrl, ...(restore === undefined ? {} : { restore }) };
    const reply = await client.request('prepare', payload);
    if (!reply.ok) {
      report(reply.error);
      update({ phase: 'failed' });
      return false;
    }
    inWorker = run.id;
    sent = restore?.live ?? liveSettings(running);
    marked ??= sent;
    const { device: deviceReport, parameters, step, microBatches } = reply.value;
    const phase = session().phase === 'preparing' ? { phase: 'paused' as const } : {};
    update({ ...phase, device: deviceReport, parameters, microBatches, step, progress: undefined });
    sendLive();
    return true;
  }

  /** A new run of the document on the desk, at step 0. */
  async function startRun(): Promise<boolean> {
    const { experiment } = read().document;
    if (!analyseExperiment(experiment).runnable) return false;
    const run: RunRecord = {
      id: crypto.randomUUID?.() ?? `run-${Date.now()}-${Math.random()}`,
      startedAt: Date.now(),
      experiment,
      marks: [],
      timeline: [],
      series: new RunSeries(experiment.tasks.length, sumsLengthOf(experiment)),
    };
    const kept = session().runs.filter((old) => old.series.steps > 0);
    update({
      runs: [...kept, run].slice(-keptRuns),
      running: experiment,
      step: 0,
      checkpoint: undefined,
      predictions: undefined,
      examplesPerSecond: 0,
    });
    publish();
    marked = liveSettings(experiment);
    return prepareRun(run, experiment, undefined);
  }

  /** Makes sure that the worker holds a run that fits the document; true if it does. */
  async function ensureRun(): Promise<boolean> {
    const { running, checkpoint } = session();
    const run = currentRun();
    if (run === undefined || running === undefined || needsRestart(running, read().document.experiment)) return startRun();
    if (inWorker === run.id && session().phase !== 'failed') return true;
    if (checkpoint === undefined && run.series.steps > 0) return startRun();
    run.series.cutAfter(checkpoint?.step ?? 0);
    return prepareRun(run, running, checkpoint);
  }

  /** Sends the document's live settings if the worker has others. */
  function sendLive(): void {
    const { running } = session();
    const run = inWorker;
    if (running === undefined || run === undefined || sendTimer !== undefined) return;
    const live = liveSettingsFor(running, read().document.experiment);
    if (sent !== undefined && sameLiveSettings(sent, live)) return;
    sent = live;
    update({ running: withLiveSettings(running, live) });
    sendTimer = setTimeout(() => {
      sendTimer = undefined;
      sendLive();
    }, previewInterval);
    void client.request('change', { run, live }).then((reply) => {
      if (!reply.ok) return report(reply.error);
      const { step } = reply.value;
      changeRun(run, (old) => ({ ...old, timeline: [...old.timeline.filter((entry) => entry.step < step), { step, live }] }));
    });
  }

  /** Writes what a committed change did on the charts, at the step that comes next. */
  function mark(): void {
    const { running, step } = session();
    const run = currentRun();
    if (running === undefined || run === undefined || marked === undefined) return;
    const live = liveSettingsFor(running, read().document.experiment);
    const changes = changesBetween(running.tasks.map((task) => task.id), marked, live);
    marked = live;
    if (changes.length === 0) return;
    if (step === 0) return;
    changeRun(run.id, (old) => ({ ...old, marks: [...old.marks, ...changes.map((change) => ({ ...change, step }))] }));
    publish();
  }

  async function request(kind: 'play' | 'pause' | 'advance', steps = 0): Promise<void> {
    const run = inWorker;
    if (run === undefined) return;
    const reply =
      kind === 'play'
        ? await client.request('play', { run, stepsPerSecond: session().stepsPerSecond })
        : kind === 'pause'
          ? await client.request('pause', { run })
          : await client.request('advance', { run, steps });
    if (!reply.ok) report(reply.error);
  }

  /** After the last epoch there is nothing left to do: ask for as many epochs again. */
  function offerMore(): void {
    const { experiment, execute } = read().document;
    if (session().step < plannedSteps(experiment)) return;
    const first = currentRun()?.experiment.training.epochs ?? experiment.training.epochs;
    execute('training.epochs', { epochs: experiment.training.epochs + first });
  }

  return {
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
    prepare: () =>
      enqueue(async () => {
        const { running, checkpoint } = session();
        const run = currentRun();
        // A run that was kept comes back as it was, even if the document has moved on since: that is for play to decide.
        if (run === undefined || running === undefined || checkpoint === undefined) await ensureRun();
        else await prepareRun(run, running, checkpoint);
      }),
    play: () =>
      enqueue(async () => {
        if (!(await ensureRun())) return;
        offerMore();
        await request('play');
      }),
    pause: () => enqueue(() => request('pause')),
    advance: (unit) =>
      enqueue(async () => {
        if (!(await ensureRun())) return;
        offerMore();
        const { running, step } = session();
        if (running === undefined) return;
        // Answered only after the last step: a pause must not have to wait for that.
        void request('advance', unit === 'batch' ? 1 : stepsToNextEpoch(running, step));
      }),
    reset: () => enqueue(async () => void (await startRun())),
    setDevice: (devicePreference) =>
      enqueue(async () => {
        const wasRunning = session().phase === 'running';
        update({ devicePreference });
        const run = currentRun();
        const { running } = session();
        if (run === undefined || running === undefined) return;
        if (inWorker === run.id && session().step > 0) {
          await request('pause');
          const state = await client.request('checkpoint', { run: run.id });
          if (state.ok) update({ checkpoint: state.value });
        }
        const ready = await prepareRun(run, running, session().checkpoint);
        if (ready && wasRunning) await request('play');
      }),
    setStepsPerSecond: (stepsPerSecond) => {
      update({ stepsPerSecond });
      if (session().phase === 'running') void enqueue(() => request('play'));
    },
    dismissProblem: () => update({ problem: undefined }),
    keep: async () => {
      if (inWorker === undefined || session().step === 0) return;
      const state = await client.request('checkpoint', { run: inWorker });
      if (state.ok) update({ checkpoint: state.value });
    },
    restore: ({ runs, running, checkpoint }) => {
      const run = runs.at(-1);
      if (run === undefined) return;
      if (checkpoint === undefined || running === undefined) {
        // Nothing to go on from; what was measured is still there to compare with.
        update({ runs });
        return publish();
      }
      marked = checkpoint.live;
      run.series.cutAfter(checkpoint.step);
      update({ runs, running: withLiveSettings(running, checkpoint.live), checkpoint, step: checkpoint.step, phase: 'paused' });
      publish();
    },
    followDocument: (committed) => {
      if (committed) mark();
      sendLive();
    },
  };
}

/** Steps from here until the first step of the next epoch has its turn. */
export function stepsToNextEpoch(experiment: Experiment, step: number): number {
  const images = trainImages(experiment);
  const next = Math.ceil(((epochOf(experiment, step) + 1) * images) / batchSizeOf(experiment));
  return Math.max(1, next - step);
}
