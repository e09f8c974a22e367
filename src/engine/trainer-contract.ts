import type { TaskLayout } from '../domain/metrics/task-metrics';
import type { LiveSettings } from '../experiment/live-settings';
import type { StepRows, TestPoint } from '../protocol/metrics';
import type { RunState } from '../protocol/run-state';
import type { Batch } from './data/batch';
import type { Snapshot } from './step/step-contract';

/** What happened since the last drain; arrays as in protocol/metrics. */
export interface StepLog extends StepRows {
  readonly firstStep: number;
  /**
   * The first step that had a loss, or a sum for its metrics, that was not finite, with the task's
   * index; the trainer has then gone back to the last good state.
   */
  readonly notFinite?: { readonly step: number; readonly task: number };
}

/**
 * A test over any number of images: what it leaves of each task, and the layers' mixing
 * coefficients, as in protocol/metrics.
 */
export interface TestResult extends Pick<TestPoint, 'images' | 'tasks' | 'coefficients'> {
  /**
   * The index of the first task whose loss, or a sum of whose metrics, was not finite; absent where
   * all are.
   */
  readonly notFinite?: number;
}

/**
 * A test that batch after batch is added to. `finish` reads it, `cancel` gives it up; one of them
 * ends it.
 */
export interface RunningTest {
  add(batch: Batch): void;
  finish(): Promise<TestResult>;
  cancel(): void;
}

/**
 * One network in training on the current TensorFlow.js backend. It knows nothing of workers, data
 * loading or time. Tests and inspections never change what training does.
 */
export interface Trainer {
  /** Steps taken. */
  readonly step: number;
  readonly parameters: number;
  /** What of each task is in the sums of steps and tests. */
  readonly layout: readonly TaskLayout[];
  live: LiveSettings;
  /**
   * The tasks' conflict is measured every so many steps, at the first of them first; 0 for never.
   * 10 at first.
   */
  conflictEvery: number;
  /** The most examples a (micro-)batch may have to stay under the byte budget (512 MB). */
  readonly maximumBatch: number;
  /**
   * Takes one optimiser step on the batch made of these micro-batches (one, unless the batch is
   * over the budget). Awaits the device only when the balancing method needs numbers on the
   * processor. The caller disposes of the batches.
   */
  takeStep(microBatches: readonly Batch[]): Promise<void>;
  /**
   * Takes one step on the loss of one task (its index): weights that it does not reach keep value
   * and moments, and the balancing method is not asked. The log names the task.
   */
  takeTaskStep(task: number, microBatches: readonly Batch[]): Promise<void>;
  /**
   * Takes a step with other live settings, without measuring the conflict, and throws its outcome
   * away. Resolves when the device is done with it.
   */
  tryStep(microBatches: readonly Batch[], live: LiveSettings): Promise<void>;
  /**
   * Reads what was logged since the last call, in one asynchronous read. Training may go on
   * meanwhile.
   */
  drain(): Promise<StepLog>;
  /**
   * Goes back to the last good state, the one before the last step that `drain` has read: for a
   * test that shows the weights that the last step left to be bad. Drops the log of later steps.
   */
  goBack(): Promise<void>;
  /** Begins a test. */
  test(): RunningTest;
  /**
   * Lets `look` at the network as it is; its tensors are there until what `look` returns is
   * settled, or until the next step if one is taken meanwhile. Changes nothing.
   */
  inspect<Value>(look: (snapshot: Snapshot) => Promise<Value>): Promise<Value>;
  /** The whole state between two steps. */
  state(): Promise<RunState>;
  /**
   * Frees everything once the step under way is over. Never throws, also where the device is gone.
   */
  dispose(): void;
}
