import { slice } from '@tensorflow/tfjs-core';
import { liveSettings, type LiveSettings } from '../experiment/live-settings';
import type { Experiment } from '../experiment/schema';
import { fail, ok, type Result } from '../lib/result';
import type { Problem } from '../protocol/problem';
import type { RunState } from '../protocol/run-state';
import { compile, type Plan } from '../plan/compile';
import { partOfPlan, type PlanPart } from '../plan/part';
import { maximumBatch } from '../plan/batch-limit';
import { statisticsProblem } from '../plan/statistics-problem';
import type { Batch } from './data/batch';
import { disposeFrozen, freeze, nothingFrozen, whileFrozen, type Frozen } from './step/frozen';
import { updateRules } from './optimizers/update-rules';
import { presentTasks, stepOfPresent } from './step/present/step-of-present';
import { takeStep } from './step/step';
import type { Snapshot, StepInput, StepOutcome } from './step/step-contract';
import { disposeLayers, sliceWeights, type LayerWeights } from './step/forward';
import { disposeLog, readLog, type LogEntry } from './step/step-log';
import { cloneState, disposeState, initialState, readState, restoredState, type TrainingState } from './step/training-state';
import { startTest } from './evaluation/evaluate';
import type { RunningTest, StepLog, Trainer } from './trainer-contract';

/** How many parts of a plan are kept, which are made anew in a moment. */
const keptParts = 8;

/** Steps from one measure of the tasks' conflict to the next. */
const usualConflictInterval = 10;

/**
 * Compiles a document and puts its weights on the current TensorFlow.js backend: those before the
 * first step, or a saved state. Fails with 'network-faulty', 'one-value-per-channel', or with
 * 'internal' when the state belongs to another network, optimiser or method.
 */
export function createTrainer(experiment: Experiment, restore?: RunState): Result<Trainer, Problem> {
  const plan = compile(experiment);
  if (!plan.ok) return plan;
  const problem = statisticsProblem(plan.value, experiment);
  if (problem !== undefined) return fail(problem);
  const { slots } = updateRules[experiment.optimizer.kind];
  const live = restore?.live ?? liveSettings(experiment);
  const state = restore === undefined ? initialState(plan.value, live, slots) : restoredState(plan.value, slots, restore);
  if (state === undefined) {
    return fail({ code: 'internal', params: {}, detail: 'the saved state does not fit the document', canContinue: false });
  }
  return ok(new NetworkTrainer(plan.value, experiment, live, state));
}

class NetworkTrainer implements Trainer {
  live: LiveSettings;
  conflictEvery = usualConflictInterval;
  readonly #plan: Plan;
  readonly #experiment: Experiment;
  #current: TrainingState;
  /** The current weights as the layers' tensors, once something has asked for them. */
  #layers: LayerWeights | undefined;
  /** The state that the last step began with. */
  #before: TrainingState | undefined;
  /**
   * The latest state whose losses are known to be finite, since the step that began with it was
   * read.
   */
  #good: TrainingState;
  #log: LogEntry[] = [];
  /** What the live settings freeze, and which settings those were. */
  #frozen: { readonly by: string; readonly frozen: Frozen } = { by: '', frozen: nothingFrozen };
  /** The parts of the plan that the latest steps with absent tasks were on, by their tasks. */
  readonly #parts = new Map<string, PlanPart>();
  /** What is under way: it holds on to the current state and must end before that may be freed. */
  #underWay: Promise<void> = Promise.resolve();

  constructor(plan: Plan, experiment: Experiment, live: LiveSettings, state: TrainingState) {
    this.#plan = plan;
    this.#experiment = experiment;
    this.live = live;
    this.#current = state;
    this.#good = cloneState(state);
  }

  get step(): number {
    return this.#current.step;
  }

  get parameters(): number {
    return this.#plan.parameters;
  }

  get layout(): Plan['layout'] {
    return this.#plan.layout;
  }

  get maximumBatch(): number {
    return maximumBatch(this.#plan);
  }

  takeStep(microBatches: readonly Batch[]): Promise<void> {
    return this.#holding(async () => {
      const measure = this.conflictEvery > 0 && this.step % this.conflictEvery === 0;
      await this.#take({ ...this.#input(microBatches), measure });
    });
  }

  takeTaskStep(task: number, microBatches: readonly Batch[]): Promise<void> {
    return this.#holding(() =>
      whileFrozen(this.#plan, this.live, task, async (frozen) => {
        await this.#take({ ...this.#input(microBatches), frozen, only: task });
      }),
    );
  }

  tryStep(microBatches: readonly Batch[], live: LiveSettings): Promise<void> {
    return this.#holding(() =>
      whileFrozen(this.#plan, live, undefined, async (frozen) => {
        const { state, layers, entry } = await this.#step({ ...this.#input(microBatches), live, frozen });
        const last = slice(state.weights, 0, 1);
        disposeState(state);
        disposeLog([entry]);
        disposeLayers(layers);
        await last.data();
        last.dispose();
      }),
    );
  }

  async drain(): Promise<StepLog> {
    const entries = this.#log;
    this.#log = [];
    const candidate = entries.length === 0 || this.#before === undefined ? undefined : cloneState(this.#before);
    const log = await readLog(this.#plan, this.#current.step - entries.length, entries);
    if (log.notFinite !== undefined) {
      if (candidate !== undefined) disposeState(candidate);
      await this.goBack();
    } else if (candidate !== undefined) {
      disposeState(this.#good);
      this.#good = candidate;
    }
    return log;
  }

  async goBack(): Promise<void> {
    await this.#underWay;
    disposeLog(this.#log);
    this.#log = [];
    if (this.#before !== undefined) disposeState(this.#before);
    this.#before = undefined;
    disposeState(this.#current);
    this.#replace(cloneState(this.#good));
  }

  test(): RunningTest {
    return startTest(this.#plan, () => this.#sliced());
  }

  inspect<Value>(look: (snapshot: Snapshot) => Promise<Value>): Promise<Value> {
    return this.#holding(() => look(this.#snapshot()));
  }

  state(): Promise<RunState> {
    return readState(this.#current, this.live, this.#plan.balanced.length);
  }

  dispose(): void {
    // What cannot be freed went with a device that was lost.
    this.#underWay.then(() => this.#free()).catch(() => undefined);
  }

  #free(): void {
    this.#dropLayers();
    disposeLog(this.#log);
    this.#log = [];
    disposeFrozen(this.#frozen.frozen);
    for (const state of [this.#current, this.#before, this.#good]) if (state !== undefined) disposeState(state);
  }

  /** Whatever uses the current state for longer than a moment: it may not be freed before. */
  #holding<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = work();
    this.#underWay = Promise.allSettled([this.#underWay, result]).then(() => undefined);
    return result;
  }

  #snapshot(): Snapshot {
    return {
      plan: this.#plan,
      experiment: this.#experiment,
      live: this.live,
      state: this.#current,
      layers: this.#sliced(),
      frozen: this.#frozenNow(),
    };
  }

  #input(batches: readonly Batch[]): StepInput {
    return { ...this.#snapshot(), batches, only: undefined, measure: false };
  }

  async #take(input: StepInput): Promise<void> {
    const { state, layers, entry } = await this.#step(input);
    if (this.#before !== undefined) disposeState(this.#before);
    this.#before = this.#current;
    this.#replace(state, layers);
    this.#log.push(entry);
  }

  /** A step of the tasks that have labels in the batch, with what it leaves in the log. */
  async #step(input: StepInput): Promise<{ readonly state: TrainingState; readonly layers: LayerWeights | undefined; readonly entry: LogEntry }> {
    const tasks = presentTasks(input.batches);
    if (tasks === undefined) {
      const outcome = await takeStep(input);
      return { state: outcome.state, layers: outcome.layers, entry: logEntry(outcome, undefined, input.only) };
    }
    const moves = input.only === undefined ? tasks.length > 0 : tasks.includes(input.only);
    const part = moves ? this.#partOf(tasks) : undefined;
    const { state, outcome } = await stepOfPresent(input, part);
    return { state, layers: undefined, entry: logEntry(outcome, part ?? { plan: this.#plan, tasks: [] }, input.only) };
  }

  #partOf(tasks: readonly number[]): PlanPart {
    const key = tasks.join(' ');
    const part = this.#parts.get(key) ?? partOfPlan(this.#plan, this.#experiment.network.ties, tasks);
    // The latest last, so that the first is the one that was not asked for the longest.
    this.#parts.delete(key);
    this.#parts.set(key, part);
    for (const old of [...this.#parts.keys()].slice(0, -keptParts)) this.#parts.delete(old);
    return part;
  }

  #frozenNow(): Frozen {
    const { frozen, weights, balancing } = this.live;
    const by = JSON.stringify([frozen, weights, balancing.method]);
    if (by !== this.#frozen.by) {
      disposeFrozen(this.#frozen.frozen);
      this.#frozen = { by, frozen: freeze(this.#plan, this.live, undefined) };
    }
    return this.#frozen.frozen;
  }

  #sliced(): LayerWeights {
    this.#layers ??= sliceWeights(this.#plan, this.#current.weights, this.#current.statistics);
    return this.#layers;
  }

  /** Takes a state for the current one, without freeing that. */
  #replace(state: TrainingState, layers?: LayerWeights): void {
    this.#dropLayers();
    this.#current = state;
    this.#layers = layers;
  }

  #dropLayers(): void {
    disposeLayers(this.#layers);
    this.#layers = undefined;
  }
}

/** What a step leaves in the log; `part` as there. */
function logEntry(outcome: Omit<StepOutcome, 'state' | 'layers'> | undefined, part: LogEntry['part'], only: number | undefined): LogEntry {
  const { accumulators, weighed, measured, cosines, length } = outcome ?? {};
  return { accumulators, part, weights: weighed?.weights, cosines, length, value: weighed?.value, measured, notes: weighed?.notes ?? [], only };
}
