import type { LossId } from '../src/domain/losses/losses';
import type { Experiment } from '../src/experiment/schema';
import type { DeviceId } from '../src/protocol/device';

/** How long to measure: at least five repeats, each of whole steps and of about that length. */
export interface Timing {
  readonly repeats: number;
  /** Milliseconds that a repeat lasts, unless a single step takes longer. */
  readonly repeat: number;
  /** Milliseconds of steps that are not counted, at the least. */
  readonly warmUp: number;
}

/**
 * What a step asks of the device, WebGPU only; per step, and a mean over several steps of one kind.
 */
export interface StepCounts {
  readonly dispatches: number;
  /** Copies from buffer to buffer, and clearings, that are no part of an upload or of a read. */
  readonly copies: number;
  /** Writes to buffers and textures; those to uniform buffers apart. */
  readonly uploads: number;
  readonly uniformUploads: number;
  readonly readbacks: number;
  readonly buffersCreated: number;
  readonly pipelinesCreated: number;
}

/** What came of training for a while. */
export interface Trained {
  /** What the hardware calls itself; '' where it does not say. */
  readonly adapter: string;
  /** Milliseconds per step, one entry per repeat. */
  readonly times: readonly number[];
  readonly stepsPerRepeat: number;
  /**
   * Losses of the last step by task, unweighted: a training that computes nothing would show here.
   */
  readonly losses: readonly number[];
  /** Of an ordinary step; of ours one that measures no conflict. */
  readonly counts: StepCounts | undefined;
  /**
   * Ours, WebGPU only: of a step that measures the tasks' conflict as well, which every tenth does.
   */
  readonly measuring?: StepCounts;
}

/** The playground's own engine: a whole step, from gathering the batch to the updated weights. */
export interface OursOrder {
  readonly experiment: Experiment;
  readonly device: DeviceId;
  /** Absolute, ends in '/'. */
  readonly dataUrl: string;
  readonly timing: Timing;
}

/**
 * A network as plain data, for builders that know nothing of the playground. Shapes are those of
 * one example.
 */
export interface ReferenceNetwork {
  readonly image: readonly number[];
  /** In an order in which every layer comes after its inputs. */
  readonly layers: readonly {
    readonly id: string;
    readonly kind: string;
    readonly values: Readonly<Record<string, number | string | boolean>>;
    readonly inputs: readonly string[];
    readonly outputShape: readonly number[];
  }[];
  readonly tasks: readonly {
    readonly head: string;
    readonly loss: LossId;
    readonly lossValues: Readonly<Record<string, number | string | boolean>>;
    readonly outputShape: readonly number[];
    readonly weight: number;
  }[];
  readonly learningRate: number;
}

export const stockBackends = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type StockBackend = (typeof stockBackends)[number];

/** Stock TensorFlow.js on fixed tensors, or ConvNetJS. */
export interface StockOrder {
  readonly network: ReferenceNetwork;
  readonly batch: number;
  readonly timing: Timing;
}

/** What is held after so many steps. */
export interface MemoryMark {
  readonly step: number;
  readonly tensors: number;
  /** Bytes of tensors; on WebGPU and WebGL bytes that the device's buffers take. */
  readonly bytes: number;
  /** Bytes of the WebAssembly heap; 0 elsewhere. */
  readonly heap: number;
}

/** One kind of product, measured. */
export interface ProductRate {
  readonly name: string;
  /** Floating-point operations of one run: 2 per multiply-add. */
  readonly operations: number;
  /** Milliseconds per run, one entry per repeat. */
  readonly times: readonly number[];
}

/**
 * The weights of a layer, or their gradients, in the layer's own order (kernel, bias; gamma, beta).
 */
export interface LayerValues {
  readonly layer: string;
  readonly values: readonly { readonly shape: readonly number[]; readonly numbers: Float32Array }[];
}

/**
 * The examples of a step as they were trained on: images [batch, height, width, channels], per task
 * classes or values.
 */
export interface RecordedBatch {
  readonly size: number;
  readonly images: Float32Array;
  readonly targets: readonly Float32Array[];
}

/** A training written down so that another program can repeat it. */
export interface Recording {
  readonly weights: readonly LayerValues[];
  readonly batches: readonly RecordedBatch[];
  /** [steps][tasks] */
  readonly losses: readonly (readonly number[])[];
  /** Of the weighted total, before the first step. */
  readonly gradient: readonly LayerValues[];
}

/** What workers are asked, and what they answer. */
export interface WorkerOrders {
  readonly 'ours-train': { readonly payload: OursOrder; readonly reply: Trained };
  readonly 'ours-turns': {
    readonly payload: Omit<OursOrder, 'experiment'> & { readonly experiments: readonly [Experiment, Experiment] };
    readonly reply: readonly [Trained, Trained];
  };
  readonly 'ours-memory': { readonly payload: Omit<OursOrder, 'timing'> & { readonly marks: readonly number[] }; readonly reply: readonly MemoryMark[] };
  readonly 'ours-products': {
    readonly payload: { readonly device: DeviceId; readonly experiments: readonly Experiment[]; readonly timing: Timing };
    readonly reply: { readonly plain: readonly ProductRate[]; readonly used: readonly ProductRate[] };
  };
  readonly 'stock-train': { readonly payload: StockOrder & { readonly backend: StockBackend }; readonly reply: Trained };
  readonly 'stock-products': { readonly payload: { readonly backend: StockBackend; readonly timing: Timing }; readonly reply: readonly ProductRate[] };
  readonly 'ours-recording': { readonly payload: Omit<OursOrder, 'timing'> & { readonly steps: number }; readonly reply: Recording };
  readonly 'stock-replay': {
    readonly payload: { readonly network: ReferenceNetwork; readonly recording: Recording };
    readonly reply: Pick<Recording, 'losses' | 'gradient'>;
  };
  readonly convnetjs: { readonly payload: StockOrder; readonly reply: Trained };
}

export type OrderKind = keyof WorkerOrders;

export type OrderMessage<Kinds extends OrderKind = OrderKind> = {
  readonly [Kind in Kinds]: { readonly kind: Kind; readonly payload: WorkerOrders[Kind]['payload'] };
}[Kinds];

/** An answer, or why there is none. */
export type OrderReply<Kind extends OrderKind = OrderKind> =
  | { readonly ok: true; readonly value: WorkerOrders[Kind]['reply'] }
  | { readonly ok: false; readonly error: string };
