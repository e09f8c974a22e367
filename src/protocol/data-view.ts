import type { Experiment } from '../experiment/schema';

/** Which part of a document's data is to be seen, and of how many examples all is to be shown. */
export interface DataQuestion {
  readonly document: Pick<Experiment, 'data' | 'tasks'>;
  readonly split: 'train' | 'test';
  readonly shown: number;
}

/** Which examples of a document's training are to be seen: so many from the `first` one on. */
export interface TrainingQuestion {
  readonly document: Experiment;
  readonly first: number;
  readonly shown: number;
}

/** One example with its answers. */
export interface ExampleWithAnswers {
  /** Bytes [height, width, channels]; empty for data without images. */
  readonly pixels: Uint8Array;
  /** Per task the answer as it is shown; undefined for a missing one. */
  readonly answers: readonly (Float32Array | undefined)[];
}

/** One example as it is in the data: not augmented, with all labels right. */
export interface SeenExample extends ExampleWithAnswers {
  /** Bytes of the other images that the set has of it, in its order: what it was composed of. */
  readonly pieces: readonly Uint8Array[];
}

/** How the answers to one task are spread over the examples. */
export type AnswerSpread =
  /** Of each class, level or tag, in their order. */
  | { readonly kind: 'counts'; readonly counts: readonly number[] }
  /** In the unit of the task. */
  | { readonly kind: 'numbers'; readonly lowest: number; readonly highest: number; readonly mean: number; readonly deviation: number }
  /** Answers of many numbers, which are seen and not counted. */
  | { readonly kind: 'none' };

/** A look at a document's data. */
export interface DataView {
  /** The first examples of the split. */
  readonly examples: readonly SeenExample[];
  /** From how many of the split's first examples the rest is made. */
  readonly counted: number;
  /** One for each task. */
  readonly spreads: readonly AnswerSpread[];
  /**
   * How much the answers to one task tell of those to another (domain/metrics/association), 0 to 1;
   * NaN where answers are not counted, or do not vary.
   */
  readonly association: readonly (readonly number[])[];
}
