import type { LiveSettings } from '../experiment/live-settings';
import type { TaskLayout } from '../domain/metrics/task-metrics';
import type { Experiment } from '../experiment/schema';
import type { DataQuestion, DataView, ExampleWithAnswers, TrainingQuestion } from './data-view';
import type { DeviceId, DevicePreference, DeviceReport } from './device';
import type { Finding, Question } from './inspections';
import type { MetricsBatch } from './metrics';
import type { Predictions } from './predictions';
import type { Problem } from './problem';
import type { KeptStart, RunState, TrainedState } from './run-state';

export type RunId = string;

export type RunPhase = 'idle' | 'preparing' | 'running' | 'paused' | 'done' | 'failed';

/**
 * What is being waited for, or done beside training. Bytes for 'data', kernels for 'kernels',
 * images for 'testing'; total 0 where it is unknown. It is over when done reaches total, and a test
 * also when training begins.
 */
export interface Progress {
  readonly phase: 'device' | 'data' | 'kernels' | 'testing';
  readonly done: number;
  readonly total: number;
  /**
   * For 'device': which one is being started. Told again and again for as long as it does not
   * answer.
   */
  readonly device?: DeviceId;
}

/**
 * Kind of request → what the page sends and what the worker answers. Every request is answered,
 * with a value or a Problem.
 */
export interface Requests {
  /**
   * Compile a document and get ready to train it, at step 0 or where `restore` left off; ends
   * whatever ran before. Answers when the first step can be taken. Data are fetched from `dataUrl`
   * + '<dataset>/…' (an absolute address that ends in '/'); data that were imported out of the browser's
   * database, or `ownFiles`, by path, where it keeps nothing. `avoid`: devices with which a worker
   * before this one fell silent.
   */
  readonly prepare: {
    readonly payload: {
      readonly run: RunId;
      readonly experiment: Experiment;
      readonly device: DevicePreference;
      readonly dataUrl: string;
      readonly ownFiles?: ReadonlyMap<string, Blob>;
      readonly restore?: RunState;
      readonly avoid?: readonly DeviceId[];
    };
    readonly reply: Prepared;
  };
  /**
   * Where a training of the document begins that goes on with weights of another one, of layers that
   * are the same; concerns no run.
   */
  readonly 'keep-weights': { readonly payload: { readonly experiment: Experiment; readonly from: TrainedState }; readonly reply: KeptStart };
  /**
   * Looks at a document's data, whether it is trained or not; concerns no run. Data are fetched as
   * for `prepare`.
   */
  readonly 'view-data': { readonly payload: DataQuestion & { readonly dataUrl: string; readonly ownFiles?: ReadonlyMap<string, Blob> }; readonly reply: DataView };
  /** The examples of a document's training as its steps take them: augmented, with the labels that they have there. */
  readonly 'view-training': {
    readonly payload: TrainingQuestion & { readonly dataUrl: string; readonly ownFiles?: ReadonlyMap<string, Blob> };
    readonly reply: readonly ExampleWithAnswers[];
  };
  /**
   * Train on until the planned end (live.epochs) or `pause`. `stepsPerSecond` 0 means as fast as it
   * goes.
   */
  readonly play: { readonly payload: { readonly run: RunId; readonly stepsPerSecond: number }; readonly reply: null };
  /** Takes effect within one step; answers once it has. */
  readonly pause: { readonly payload: { readonly run: RunId }; readonly reply: { readonly step: number } };
  /** Another speed for a training that is under way; nothing where it is idle. */
  readonly pace: { readonly payload: { readonly run: RunId; readonly stepsPerSecond: number }; readonly reply: null };
  /** Take exactly so many steps, then pause. */
  readonly advance: { readonly payload: { readonly run: RunId; readonly steps: number; readonly stepsPerSecond: number }; readonly reply: { readonly step: number } };
  /**
   * Take one step on that task's loss (its index), then pause: weights that the task does not reach
   * stay as they are. The metrics of the step name it, so that the record can. Answers the steps
   * taken.
   */
  readonly 'step-task': { readonly payload: { readonly run: RunId; readonly task: number }; readonly reply: { readonly step: number } };
  /**
   * Measure the tasks' conflict every so many steps from now on; 0 for never. 10 where nothing was
   * said. Changes nothing in the training.
   */
  readonly observe: { readonly payload: { readonly run: RunId; readonly conflictEvery: number }; readonly reply: null };
  /**
   * Looks inside the network between two steps, as protocol/inspections says; leaves the run as it
   * is. Refused with 'no-such-layer' or 'images-out-of-range' where there is no such thing.
   */
  readonly inspect: { readonly payload: { readonly run: RunId; readonly question: Question }; readonly reply: Finding };
  /** New live settings, from the next step on. Answers the step at which they take effect. */
  readonly change: { readonly payload: { readonly run: RunId; readonly live: LiveSettings }; readonly reply: { readonly step: number } };
  /** The whole state, between two steps. */
  readonly checkpoint: { readonly payload: { readonly run: RunId }; readonly reply: RunState };
  /**
   * The page has taken in the metrics up to this sequence number; until then the worker merges
   * further ones.
   */
  readonly acknowledge: { readonly payload: { readonly run: RunId; readonly sequence: number }; readonly reply: null };
}

export interface Prepared {
  readonly device: DeviceReport;
  readonly parameters: number;
  readonly step: number;
  /** Into how many parts a batch is cut to stay under the memory budget; 1 if it fits. */
  readonly microBatches: number;
  /** What of each task is in the sums of steps and tests, in the order of the document's tasks. */
  readonly layout: readonly TaskLayout[];
  /**
   * The revision of the engine: another one than that of the state to go on from may come to other
   * numbers.
   */
  readonly engine: number;
}

/** Kind of event → what the worker tells unasked. */
export interface Events {
  readonly device: DeviceReport;
  readonly progress: Progress;
  readonly phase: { readonly phase: RunPhase; readonly step: number };
  readonly metrics: MetricsBatch;
  readonly predictions: Predictions;
  /** Soon after training began, every five seconds while it lasts, and at each pause. */
  readonly checkpoint: RunState;
  /** Something went wrong; `problem.canContinue` says whether the run can go on. */
  readonly problem: Problem;
}

export type RequestKind = keyof Requests;
export type EventKind = keyof Events;

/** A request on its way, of one kind or (without an argument) of any. */
export type RequestMessage<Kinds extends RequestKind = RequestKind> = {
  readonly [Kind in Kinds]: { readonly type: 'request'; readonly id: number; readonly kind: Kind; readonly payload: Requests[Kind]['payload'] };
}[Kinds];

export type AnswerMessage<Kinds extends RequestKind = RequestKind> = {
  readonly [Kind in Kinds]: { readonly type: 'reply'; readonly id: number; readonly kind: Kind; readonly value: Requests[Kind]['reply'] };
}[Kinds];

export type ReplyMessage = AnswerMessage | { readonly type: 'refusal'; readonly id: number; readonly problem: Problem };

/** Events of an old run are dropped by the page; `sequence` counts up within a run. */
export type EventMessage<Kinds extends EventKind = EventKind> = {
  readonly [Kind in Kinds]: {
    readonly type: 'event';
    readonly kind: Kind;
    readonly run: RunId;
    readonly sequence: number;
    readonly value: Events[Kind];
  };
}[Kinds];

export type WorkerMessage = ReplyMessage | EventMessage;
