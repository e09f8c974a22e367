import { dispose, type Tensor1D } from '@tensorflow/tfjs-core';
import { liveSettings, type LiveSettings } from '../experiment/field-classes';
import type { Experiment } from '../experiment/schema';
import { fail, ok, type Result } from '../lib/result';
import type { Problem } from '../protocol/problem';
import type { RunState } from '../protocol/run-state';
import { compile, type Plan } from './compile';
import { maximumBatch } from './compile-memory';
import type { Batch } from './data/batch';
import { updateRules } from './optimizers/update-rules';
import { takeStep } from './step';
import { sliceWeights, type LayerWeights } from './step-forward';
import { disposeLog, readLog, type LogEntry } from './step-log';
import { addTest, predictions, readTest } from './step-read';
import { cloneState, disposeState, initialState, readState, restoredState, type TrainingState } from './step-state';
import type { StepLog, TestResult, Trainer } from './trainer-contract';

/**
 * Compiles a document and puts its weights on the current TensorFlow.js backend: those before the first step, or a saved state.
 * Fails with 'network-faulty', or with 'internal' when the state belongs to another network, optimiser or method.
 */
export function createTrainer(experiment: Experiment, restore?: RunState): Result<Trainer, Problem> {
  const plan = compile(experiment);
  if (!plan.ok) return plan;
  const { slots } = updateRules[experiment.optimizer.kind];
  const live = restore?.live ?? liveSettings(experiment);
  const state = restore === undefined ? initialState(plan.value, live, slots) : restoredState(plan.value, slots, restore);
  if (state === undefined) {
    return fail({ code: 'internal', figures: {}, detail: 'the saved state does not fit the document', canContinue: false });
  }
  return ok(new NetworkTrainer(plan.value, experiment, live, state));
}

class NetworkTrainer implements Trainer {
  live: LiveSettings;
  readonly #plan: Plan;
  readonly #experiment: Experiment;
  #current: TrainingState;
  /** The current weights as the layers' tensors, once something has asked for them. */
  #layers: LayerWeights | undefined;
  /** The state that the last step began with. */
  #before: TrainingState | undefined;
  /** The latest state whose losses are known to be finite, since the step that began with it was read. */
  #good: TrainingState;
  #log: LogEntry[] = [];
  /** The step under way: it holds on to the current state and must end before that may be freed. */
  #stepping: Promise<void> = Promise.resolve();

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

  get sumsLength(): number {
    return this.#plan.sumsLength;
  }

  get maximumBatch(): number {
    return maximumBatch(this.#plan, this.live.balancing.method);
  }

  takeStep(microBatches: readonly Batch[]): Promise<void> {
    const step = this.#step(microBatches);
    this.#stepping = step.catch(() => undefined);
    return step;
  }

  async drain(): Promise<StepLog> {
    const entries = this.#log;
    this.#log = [];
    const candidate = entries.length === 0 || this.#before === undefined ? undefined : cloneState(this.#before);
    const log = await readLog(this.#plan, this.#current.step - entries.length, entries);
    if (log.notFinite !== undefined) {
      if (candidate !== undefined) disposeState(candidate);
      await this.#stepping;
      this.#goBack();
    } else if (candidate !== undefined) {
      disposeState(this.#good);
      this.#good = candidate;
    }
    return log;
  }

  test(): { add(batch: Batch): void; finish(): Promise<TestResult>; cancel(): void } {
    let figures: Tensor1D | undefined;
    let images = 0;
    return {
      add: (batch) => {
        const before = figures;
        figures = addTest(this.#plan, this.#sliced(), batch, before);
        before?.dispose();
        images += batch.size;
      },
      finish: () => readTest(this.#plan, figures, images),
      cancel: () => figures?.dispose(),
    };
  }

  predict(batch: Batch): Promise<readonly Float32Array[]> {
    return predictions(this.#plan, this.#sliced(), batch);
  }

  state(): Promise<RunState> {
    return readState(this.#current, this.live, this.#plan.tasks.length);
  }

  dispose(): void {
    void this.#stepping.then(() => {
      this.#dropLayers();
      disposeLog(this.#log);
      this.#log = [];
      for (const state of [this.#current, this.#before, this.#good]) if (state !== undefined) disposeState(state);
    });
  }

  async #step(batches: readonly Batch[]): Promise<void> {
    const { state, figures, balance, conflicts } = await takeStep({
      plan: this.#plan,
      experiment: this.#experiment,
      live: this.live,
      state: this.#current,
      layers: this.#sliced(),
      batches,
    });
    if (this.#before !== undefined) disposeState(this.#before);
    this.#before = this.#current;
    this.#replace(state);
    this.#log.push({ figures, weights: balance.weights ?? [], value: balance.value, conflicts, converged: !balance.notes.includes('not-converged') });
  }

  #sliced(): LayerWeights {
    this.#layers ??= sliceWeights(this.#plan, this.#current.weights);
    return this.#layers;
  }

  /** Takes a state for the current one, without freeing that. */
  #replace(state: TrainingState): void {
    this.#dropLayers();
    this.#current = state;
  }

  #goBack(): void {
    disposeLog(this.#log);
    this.#log = [];
    if (this.#before !== undefined) disposeState(this.#before);
    this.#before = undefined;
    disposeState(this.#current);
    this.#replace(cloneState(this.#good));
  }

  #dropLayers(): void {
    if (this.#layers !== undefined) dispose(this.#layers);
    this.#layers = undefined;
  }
}
