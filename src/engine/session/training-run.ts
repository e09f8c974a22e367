import { batchSizeOf, plannedSteps } from '../../experiment/context';
import { withLiveSettings, type LiveSettings } from '../../experiment/field-classes';
import type { Experiment } from '../../experiment/schema';
import type { Events, EventKind, RunPhase } from '../../protocol/messages';
import type { TestPoint } from '../../protocol/metrics';
import type { Problem } from '../../protocol/problem';
import type { RunState } from '../../protocol/run-state';
import type { ChosenDevice } from '../backend/device';
import { disposeBatch } from '../data/batch';
import type { ExperimentData } from '../data/experiment-data';
import type { StepLog, Trainer } from '../trainer-contract';
import { createDeviceGuard, type DeviceGuard } from './device-guard';
import { createEvaluation, type Evaluation } from './evaluation';
import { createExclusive } from './exclusive';
import { ProblemError, problemOf } from './failure';
import { createOutbox } from './outbox';
import { createBudget, createPace, createSpeedometer, intervals } from './pacing';
import type { World } from './world';

/** What a run is made of. */
export interface RunParts {
  readonly experiment: Experiment;
  readonly data: ExperimentData;
  readonly device: ChosenDevice;
  readonly trainer: Trainer;
}

/** What a run needs of its session. */
export interface RunContext {
  readonly world: Pick<World, 'now' | 'breathe' | 'wait'>;
  /** Posts an event of this run and returns its sequence number. */
  emit<Kind extends EventKind>(kind: Kind, value: Events[Kind]): number;
  /** After the device was lost: a new one, with a trainer that goes on from a state (from the start if there is none). */
  recover(state: RunState | undefined): Promise<Pick<RunParts, 'device' | 'trainer'>>;
}

/** How far to train, and how fast. */
interface Goal {
  /** Number of steps taken to stop at; undefined for the planned end. */
  readonly until: number | undefined;
  /** 0: as fast as it goes. */
  readonly stepsPerSecond: number;
}

/** So many steps may be queued on the device: the next is handed over while one is worked on, and a pause comes soon. */
const mostStepsInFlight = 2;
/** Share of the time that tests may take, and each of predictions and checkpoints. */
const testShare = 0.1;
const otherShare = 0.05;

/** One training, from the moment at which its first step can be taken. */
export class TrainingRun {
  readonly #context: RunContext;
  readonly #experiment: Experiment;
  readonly #data: ExperimentData;
  #device: DeviceGuard;
  #trainer: Trainer;
  #evaluation: Evaluation;

  readonly #exclusive = createExclusive();
  readonly #outbox = createOutbox((batch) => this.#context.emit('metrics', batch));
  readonly #tests: ReturnType<typeof createBudget>;
  readonly #speed: ReturnType<typeof createSpeedometer>;
  #phase: RunPhase = 'preparing';
  /** Set while a problem keeps the run from going on. */
  #obstacle: Problem | undefined;
  #goal: Goal | undefined;
  #loop: Promise<void> | undefined;
  /** What is computed while training rests. */
  #rest: Promise<void> = Promise.resolve();
  #restCancelled = false;
  #interrupt: () => void = () => {};
  #interrupted: Promise<void> = Promise.resolve();
  #pendingTests: readonly TestPoint[] = [];
  #lastState: RunState | undefined;
  #opened = false;
  #introduced = false;
  #fullyTested: number | undefined;
  /** Found while reading metrics; ends training at the next step. */
  #notFinite: Problem | undefined;

  constructor(parts: RunParts, context: RunContext) {
    this.#context = context;
    this.#experiment = parts.experiment;
    this.#data = parts.data;
    this.#device = this.#guard(parts.device);
    this.#trainer = parts.trainer;
    this.#evaluation = this.#createEvaluation();
    this.#tests = createBudget(context.world.now, testShare);
    this.#speed = createSpeedometer(context.world.now);
  }

  get step(): number {
    return this.#trainer.step;
  }

  /** Announces that the run is ready, and begins to look at the untrained network. Once; training does it if it comes first. */
  open(): void {
    if (this.#opened) return;
    this.#opened = true;
    this.#setPhase(this.#restingPhase());
    this.#startRest();
  }

  /**
   * Trains up to a goal, or takes over a new goal if it trains already. Resolves when training rests again.
   * Throws a ProblemError at once where the run cannot go on.
   */
  train(until: number | undefined, stepsPerSecond: number): Promise<void> {
    if (this.#obstacle?.canContinue === false) throw new ProblemError(this.#obstacle);
    this.open();
    this.#goal = { until, stepsPerSecond };
    this.#interrupt();
    this.#loop ??= this.#runLoop().finally(() => {
      this.#loop = undefined;
    });
    return this.#loop;
  }

  /** Resolves when no step is under way any more, with the metrics up to here sent. */
  async pause(): Promise<void> {
    this.#goal = undefined;
    this.#interrupt();
    await this.#loop;
  }

  /** Takes effect between two steps; resolves with the steps taken then. */
  change(live: LiveSettings): Promise<number> {
    return this.#exclusive(() => {
      this.#trainer.live = live;
      if (this.#loop === undefined && this.#phase !== 'failed') this.#setPhase(this.#restingPhase());
      return this.#trainer.step;
    });
  }

  /** The state between two steps. Metrics are read first: what they show to be not finite must not be kept. */
  checkpoint(): Promise<RunState> {
    return this.#exclusive(async () => {
      await this.#drain();
      this.#lastState = await this.#device.unlessLost(this.#trainer.state());
      return this.#lastState;
    });
  }

  acknowledge(sequence: number): void {
    this.#outbox.acknowledge(sequence);
  }

  /** Stops at the end of the present step and frees everything. */
  async end(): Promise<void> {
    this.#data.stop();
    this.#restCancelled = true;
    await this.pause();
    await this.#rest;
    this.#evaluation.dispose();
    this.#trainer.dispose();
  }

  #createEvaluation(): Evaluation {
    return createEvaluation(this.#trainer, this.#data, () => this.#context.world.breathe());
  }

  #guard(device: ChosenDevice): DeviceGuard {
    return createDeviceGuard(device, () => this.#interrupt());
  }

  #setPhase(phase: RunPhase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#context.emit('phase', { phase, step: this.#trainer.step });
  }

  #planned(): number {
    return plannedSteps(withLiveSettings(this.#experiment, this.#trainer.live));
  }

  #restingPhase(): RunPhase {
    return this.#trainer.step >= this.#planned() ? 'done' : 'paused';
  }

  async #runLoop(): Promise<void> {
    this.#restCancelled = true;
    await this.#rest;
    this.#restCancelled = false;
    this.#obstacle = undefined;
    this.#setPhase('running');
    try {
      await this.#takeSteps();
      await this.#publish();
      this.#checkTrouble();
      this.#setPhase(this.#restingPhase());
    } catch (error) {
      await this.#fail(error);
    }
    this.#goal = undefined;
    if (this.#phase !== 'failed') this.#startRest();
  }

  async #takeSteps(): Promise<void> {
    const { world } = this.#context;
    const metrics = createPace(world.now, intervals.metrics, otherShare);
    const predictions = createPace(world.now, intervals.predictions, otherShare);
    const checkpoint = createPace(world.now, intervals.checkpoint, otherShare);
    const inFlight: Promise<void>[] = [];
    this.#speed.reset();
    this.#markSpeed();
    while (this.#goal !== undefined && this.#trainer.step < (this.#goal.until ?? this.#planned())) {
      this.#checkTrouble();
      const begin = world.now();
      this.#interrupted = new Promise((resolve) => (this.#interrupt = resolve));
      if (!(await this.#imagesReady())) continue;
      await Promise.race([this.#outbox.room(), this.#interrupted]);
      if (inFlight.length >= mostStepsInFlight) await inFlight.shift();
      await this.#takeStep();
      inFlight.push(this.#device.settle());
      if (this.#trainer.step % this.#trainer.live.evaluateEvery === 0 && this.#tests.allows()) await this.#testSubset();
      if (metrics.due) await metrics.run(() => this.#readMetrics());
      if (predictions.due) await predictions.run(() => this.#predict());
      if (checkpoint.due) await checkpoint.run(() => this.#keepState());
      await this.#keepPace(begin);
      this.#tests.elapse(world.now() - begin);
    }
    await Promise.all(inFlight);
  }

  #takeStep(): Promise<void> {
    return this.#exclusive(async () => {
      const batches = this.#data.batches(this.#trainer.step, this.#trainer.maximumBatch);
      try {
        await this.#device.unlessLost(this.#trainer.takeStep(batches));
      } finally {
        for (const batch of batches) disposeBatch(batch);
      }
    });
  }

  /** False if it was interrupted while it waited. */
  async #imagesReady(): Promise<boolean> {
    const loading = this.#data.ready(this.#trainer.step);
    if (loading === undefined) return true;
    const loaded = await Promise.race([loading, this.#interrupted]);
    if (loaded === undefined) return false;
    if (!loaded.ok) throw new ProblemError(loaded.error);
    return true;
  }

  /** Lets commands be heard; sleeps where fewer steps a second are wanted. */
  async #keepPace(begin: number): Promise<void> {
    const { world } = this.#context;
    const wanted = this.#goal?.stepsPerSecond ?? 0;
    const left = wanted > 0 ? begin + 1000 / wanted - world.now() : 0;
    await world.breathe();
    if (left > 0) await Promise.race([world.wait(left), this.#interrupted]);
  }

  async #testSubset(): Promise<void> {
    const point = await this.#tests.run(() => this.#device.unlessLost(this.#evaluation.subset()));
    this.#pendingTests = [...this.#pendingTests, point];
  }

  async #predict(): Promise<void> {
    this.#context.emit('predictions', await this.#device.unlessLost(this.#evaluation.predictions()));
  }

  #markSpeed(): void {
    this.#speed.mark(this.#trainer.step * batchSizeOf(this.#experiment));
  }

  /** Sends what happened since the last time. */
  #readMetrics(): Promise<void> {
    return this.#exclusive(() => this.#drain());
  }

  async #drain(): Promise<void> {
    const log = await this.#device.unlessLost(this.#trainer.drain());
    this.#markSpeed();
    const tests = this.#pendingTests;
    this.#pendingTests = [];
    if (log.steps > 0 || tests.length > 0) {
      const { firstStep, steps, losses, sums, totals, weights, conflicts } = log;
      const examplesPerSecond = this.#speed.perSecond;
      this.#outbox.add({ firstStep, steps, losses, sums, totals, weights, conflicts, tests, examplesPerSecond });
    }
    this.#noteTrouble(log);
  }

  #noteTrouble(log: StepLog): void {
    const [step] = log.notConverged;
    if (step !== undefined) {
      const figures = { step, steps: log.notConverged.length };
      this.#context.emit('problem', { code: 'not-converged', figures, detail: '', canContinue: true });
    }
    if (log.notFinite !== undefined) {
      const task = this.#experiment.tasks[log.notFinite.task]?.id ?? '';
      this.#notFinite = { code: 'not-finite', figures: { task, step: log.notFinite.step }, detail: '', canContinue: true };
    }
  }

  #checkTrouble(): void {
    const problem = this.#notFinite;
    if (problem === undefined) return;
    this.#notFinite = undefined;
    throw new ProblemError(problem);
  }

  async #keepState(): Promise<void> {
    this.#context.emit('checkpoint', await this.checkpoint());
  }

  /** What the page has of a training that comes to rest. */
  async #publish(): Promise<void> {
    await this.#predict();
    await this.#keepState();
  }

  /** While training rests: the untrained network's test and predictions once, then a test over all test images. */
  #startRest(): void {
    this.#restCancelled = false;
    this.#rest = this.#useRest().catch((error: unknown) => this.#fail(error));
  }

  async #useRest(): Promise<void> {
    if (!this.#introduced) await this.#introduce();
    else if (this.#fullyTested !== this.#trainer.step) await this.#testAll();
  }

  /** The network as it is before training; never cancelled, so that every curve has its beginning. */
  async #introduce(): Promise<void> {
    this.#introduced = true;
    await this.#predict();
    if (this.#trainer.step > 0) return;
    const point = await this.#device.unlessLost(this.#evaluation.subset());
    this.#pendingTests = [...this.#pendingTests, point];
    await this.#readMetrics();
  }

  async #testAll(): Promise<void> {
    const loaded = await this.#data.testReady(this.#data.testImages);
    if (this.#restCancelled) return;
    if (!loaded.ok) {
      this.#context.emit('problem', { ...loaded.error, canContinue: true });
      return;
    }
    const progress = (done: number, total: number) => this.#context.emit('progress', { phase: 'testing', done, total });
    const point = await this.#device.unlessLost(this.#evaluation.all(() => this.#restCancelled, progress));
    if (point === undefined) return;
    this.#fullyTested = point.step;
    this.#pendingTests = [...this.#pendingTests, point];
    await this.#readMetrics();
  }

  async #fail(error: unknown): Promise<void> {
    // A read may fail a moment before the device says that it is lost.
    await this.#context.world.wait(0);
    try {
      if (this.#device.lost !== undefined) await this.#recover(this.#device.lost);
      else await this.#stopFor(problemOf(error));
    } catch (further) {
      await this.#stopFor(problemOf(further));
    }
  }

  async #stopFor(problem: Problem): Promise<void> {
    this.#obstacle = problem;
    this.#setPhase('failed');
    this.#context.emit('problem', problem);
    // The trainer has gone back to its last good weights: these are worth keeping.
    if (problem.code === 'not-finite') await this.#keepState();
  }

  async #recover(reason: string): Promise<void> {
    const { live } = this.#trainer;
    try {
      this.#evaluation.dispose();
      this.#trainer.dispose();
    } catch {
      // The tensors went with their device.
    }
    const parts = await this.#context.recover(this.#lastState);
    this.#device = this.#guard(parts.device);
    this.#trainer = parts.trainer;
    this.#trainer.live = live;
    this.#evaluation = this.#createEvaluation();
    this.#context.emit('problem', { code: 'device-lost', figures: { step: this.step }, detail: reason, canContinue: true });
    this.#setPhase(this.#restingPhase());
  }
}
