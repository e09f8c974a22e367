import { epochOf, plannedSteps } from '../../../experiment/context';
import { withLiveSettings, type LiveSettings } from '../../../experiment/live-settings';
import type { Experiment } from '../../../experiment/schema';
import type { Finding, Question } from '../../../protocol/inspections';
import type { RunId, RunPhase } from '../../../protocol/messages';
import type { Problem } from '../../../protocol/problem';
import type { RunState } from '../../../protocol/run-state';
import type { ExperimentData } from '../../data/experiment-data';
import type { Trainer } from '../../trainer-contract';
import { Course, type Goal } from './course';
import type { DeviceGuard } from '../device-guard';
import { createQueue } from '../../../lib/queue';
import { noSuchRun, ProblemError, problemOf } from '../failure';
import { inspect } from './inspecting';
import { createBudget, type Budget } from '../reporting/pacing';
import { takeBothKindsOfStep } from '../warm-up';
import { createReporter, type Reporter } from '../reporting/reporter';
import { IdleEvaluation } from './idle-evaluation';
import { createRunCompiler, steps, type RunCompiler } from './run-compiler';
import type { RunContext, RunParts } from './run-context';
import { createSignal } from '../signal';
import { takeSteps, type SteppingRun } from './stepping';
import { RunResources } from './run-resources';

/** Share of the time that tests may take. */
const testShare = 0.1;

/** One training, from the moment at which its first step can be taken. */
export class TrainingRun {
  readonly #id: RunId;
  readonly #context: RunContext;
  readonly #experiment: Experiment;
  readonly #data: ExperimentData;
  readonly #reporter: Reporter;
  readonly #testBudget: Budget;
  readonly #place: RunResources;
  readonly #course = new Course();
  readonly #changes = createQueue();
  readonly #compileFor: RunCompiler;
  readonly #idle: IdleEvaluation;

  #phase: RunPhase = 'preparing';
  /** Set while a problem keeps the run from going on. */
  #obstacle: Problem | undefined;
  #loop: Promise<void> | undefined;
  /** Raised when the steps towards a goal have come to their end and are published. */
  #woundUp = createSignal();
  #lastState: RunState | undefined;
  #opened = false;
  #loadsRest = false;
  #ended = false;
  /** The change of live settings asked for last, until it is in force. */
  #changing: Promise<void> | undefined;

  constructor(parts: RunParts, context: RunContext) {
    this.#id = parts.id;
    this.#context = context;
    this.#experiment = parts.experiment;
    this.#data = parts.data;
    this.#reporter = createReporter(parts.experiment, context);
    this.#testBudget = createBudget(context.world.now, testShare);
    this.#place = new RunResources(parts, context.world, () => this.#hearOfLoss());
    this.#compileFor = createRunCompiler(this.#place, this.#experiment, context, () => this.#ended);
    this.#idle = new IdleEvaluation({
      context,
      data: this.#data,
      place: this.#place,
      reporter: this.#reporter,
      testBudget: this.#testBudget,
      predict: () => this.#predict(),
      publish: () => this.#readMetrics(),
      fail: (error) => this.#fail(error),
    });
  }

  get step(): number {
    return this.#trainer.step;
  }

  get #trainer(): Trainer {
    return this.#place.trainer;
  }

  get #device(): DeviceGuard {
    return this.#place.device;
  }

  /**
   * Announces that the run is ready, and begins to look at the untrained network. Once; training
   * does it if it comes first.
   */
  open(): void {
    if (this.#opened) return;
    this.#opened = true;
    this.#setPhase(this.#restingPhase());
    this.#beginRest();
  }

  /**
   * Trains up to a goal, or takes over a new goal if it trains already. Resolves when training is
   * idle again. Throws a ProblemError at once where the run cannot go on.
   */
  train(until: number | undefined, stepsPerSecond: number): Promise<void> {
    return this.#pursue({ until, stepsPerSecond });
  }

  /**
   * Pauses, takes one step on one task's loss, once the device has compiled it, and is idle again;
   * a training that is set going before that comes first. Throws a ProblemError where the run
   * cannot go on.
   */
  async stepOnTask(task: number): Promise<void> {
    if (!Number.isInteger(task) || task < 0 || task >= this.#experiment.tasks.length) throw new RangeError(`there is no task ${task}`);
    this.#refuseAfterEnd();
    await this.pause();
    await this.#compileFor(`step on task ${task}`, this.#trainer.live, this.#place.onNextBatch((trainer, batches) => trainer.takeTaskStep(task, batches)));
    if (this.#course.goal !== undefined) return;
    await this.#pursue({ until: this.step + 1, stepsPerSecond: 0, only: task });
  }

  /** The tasks' conflict is measured every so many steps from now on; 0 for never. */
  observe(conflictEvery: number): void {
    this.#place.conflictEvery = conflictEvery;
  }

  /** Answers a question about the inside of the run, between two steps; see `inspecting.ts`. */
  async inspect(question: Question): Promise<Finding> {
    this.#refuseAfterEnd();
    return inspect(question, {
      place: this.#place,
      data: this.#data,
      compileFor: this.#compileFor,
      now: this.#context.world.now,
      goOn: () => this.#refuseAfterEnd(),
    });
  }

  #refuseAfterEnd(): void {
    if (this.#ended) throw noSuchRun(this.#id);
    if (this.#obstacle?.canContinue === false) throw new ProblemError(this.#obstacle);
  }

  #pursue(goal: Goal): Promise<void> {
    this.#refuseAfterEnd();
    this.open();
    if (this.#course.goal === undefined) {
      // A pause that this overtakes has nothing left to wait for.
      this.#woundUp.raise();
      this.#woundUp = createSignal();
    }
    this.#course.goal = goal;
    this.#loop ??= this.#runLoop().finally(() => {
      this.#loop = undefined;
    });
    return this.#loop;
  }

  /** Another speed on the way to the same goal. */
  changePace(stepsPerSecond: number): void {
    const { goal } = this.#course;
    if (goal !== undefined) this.#course.goal = { ...goal, stepsPerSecond };
  }

  /** Resolves when no step is under way any more, with the metrics up to here sent. */
  async pause(): Promise<void> {
    this.#course.goal = undefined;
    await Promise.race([this.#loop, this.#woundUp.raised]);
  }

  /**
   * Takes effect between two steps, once the device has compiled what they need; resolves with the
   * steps taken then.
   */
  change(live: LiveSettings): Promise<number> {
    const changed = this.#changes(async () => {
      await this.#compileFor(steps, live, this.#place.onNextBatch(takeBothKindsOfStep));
      return this.#place.exclusive(() => {
        this.#trainer.live = live;
        if (!this.#ended && this.#loop === undefined && this.#phase !== 'failed') this.#setPhase(this.#restingPhase());
        return this.#trainer.step;
      });
    });
    const over: Promise<void> = changed.then(
      () => this.#settleChange(over),
      () => this.#settleChange(over),
    );
    this.#changing = over;
    return changed;
  }

  #settleChange(change: Promise<void>): void {
    if (this.#changing === change) this.#changing = undefined;
  }

  /**
   * The state between two steps. Metrics are read first: what they show to be not finite must not
   * be kept.
   */
  checkpoint(): Promise<RunState> {
    return this.#place.exclusive(async () => {
      await this.#drain();
      this.#lastState = await this.#place.state();
      return this.#lastState;
    });
  }

  acknowledge(sequence: number): void {
    this.#reporter.acknowledge(sequence);
  }

  /** Stops at the end of the present step and frees everything. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#data.stop();
    const ended = this.#idle.end();
    await this.pause();
    await this.#loop;
    await ended;
    await this.#place.close();
  }

  #setPhase(phase: RunPhase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#context.emit('phase', { phase, step: this.#trainer.step });
  }

  #restingPhase(): RunPhase {
    return this.#trainer.step >= this.#planned() ? 'done' : 'paused';
  }

  #planned(): number {
    return plannedSteps(withLiveSettings(this.#experiment, this.#trainer.live));
  }

  async #runLoop(): Promise<void> {
    await this.#idle.end();
    // A goal may be set while the last one is being wound up.
    while (this.#course.goal !== undefined && this.#obstacle?.canContinue !== false) {
      this.#obstacle = undefined;
      this.#woundUp = createSignal();
      this.#setPhase('running');
      this.#loadRest();
      try {
        await takeSteps(this.#stepping());
        await this.#publish();
        if (this.#course.goal === undefined) this.#setPhase(this.#restingPhase());
      } catch (error) {
        this.#course.goal = undefined;
        await this.#fail(error);
      }
      this.#woundUp.raise();
    }
    if (this.#phase !== 'failed') this.#beginRest();
  }

  /**
   * Who only looks at the page need not load all images: those beyond the first step's come while
   * it trains.
   */
  #loadRest(): void {
    if (this.#loadsRest) return;
    this.#loadsRest = true;
    void this.#data.loadRest(this.#trainer.step, (done, total) => this.#context.emit('progress', { phase: 'data', done, total }));
  }

  #stepping(): SteppingRun {
    return {
      world: this.#context.world,
      course: this.#course,
      place: this.#place,
      data: this.#data,
      reporter: this.#reporter,
      testBudget: this.#testBudget,
      planned: () => this.#planned(),
      epochOf: (step) => epochOf(this.#experiment, step),
      changing: () => this.#changing,
      checkTrouble: () => this.#checkTrouble(),
      readMetrics: () => this.#readMetrics(),
      predict: () => this.#predict(),
      keepState: () => this.#keepState(),
    };
  }

  async #predict(): Promise<void> {
    this.#context.emit('predictions', await this.#place.predictions());
  }

  /** Sends what happened since the last time. */
  #readMetrics(): Promise<void> {
    return this.#place.exclusive(() => this.#drain());
  }

  async #drain(): Promise<void> {
    this.#reporter.report(await this.#place.drain());
  }

  #checkTrouble(): void {
    const problem = this.#reporter.takeProblem();
    if (problem !== undefined) throw new ProblemError(problem);
  }

  async #keepState(): Promise<void> {
    this.#context.emit('checkpoint', await this.checkpoint());
  }

  /** What the page has of a training that comes to rest. */
  async #publish(): Promise<void> {
    await this.#readMetrics();
    this.#checkTrouble();
    await this.#predict();
    await this.#keepState();
  }

  /**
   * Steps under way fail by it. While it is idle nothing may be under way, and the next play should
   * not have to find out.
   */
  #hearOfLoss(): void {
    this.#course.interrupt();
    if (this.#opened && this.#loop === undefined && this.#obstacle === undefined) this.#idle.hearOfLoss();
  }

  #beginRest(): void {
    if (!this.#ended) this.#idle.begin();
  }

  async #fail(error: unknown): Promise<void> {
    // A read may fail a moment before the device says that it is lost.
    await this.#context.world.wait(0);
    // Nobody waits for this run any more, nor for another device.
    if (this.#ended) return;
    try {
      if (this.#device.lost === undefined) await this.#stopFor(await this.#leavingBadWeights(problemOf(error)));
      else await this.#recover(this.#device.lost);
    } catch (further) {
      await this.#stopFor(problemOf(further));
    }
  }

  /**
   * Where a value was not finite, the last good weights come back. Resolves with what went wrong
   * first: that of a step rather than of a test.
   */
  #leavingBadWeights(found: Problem): Promise<Problem> {
    if (found.code !== 'not-finite') return Promise.resolve(found);
    return this.#place.exclusive(async () => {
      await this.#drain();
      await this.#place.goBack();
      return this.#reporter.takeProblem() ?? found;
    });
  }

  async #stopFor(problem: Problem): Promise<void> {
    this.#obstacle = problem;
    this.#setPhase('failed');
    this.#context.emit('problem', problem);
    // A device or a memory that is gone holds nothing to keep.
    if (this.#device.lost !== undefined || problem.code === 'out-of-memory') return;
    try {
      await this.#keepState();
      await this.#predict();
    } catch (further) {
      // What the good weights say may be beyond all numbers too, which was told already.
      if (problemOf(further).code !== problem.code) this.#context.emit('problem', problemOf(further));
    }
  }

  async #recover(reason: string): Promise<void> {
    this.#place.abandon();
    const recovered = await this.#context.recover(this.#lastState);
    this.#place.replace(recovered);
    const code = recovered.fellSilent ? 'device-silent' : 'device-lost';
    this.#context.emit('problem', { code, params: { step: this.step }, detail: reason, canContinue: true });
    this.#setPhase(this.#restingPhase());
    // What the page was told of later steps is void: it hears where the run stands now.
    await this.#keepState();
    await this.#predict();
  }
}
