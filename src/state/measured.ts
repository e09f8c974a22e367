import type { Experiment } from '../experiment/schema';
import type { Affinity } from '../protocol/affinity';
import type { Baselines, LayerPicture, PictureAnswers } from '../protocol/inspections';
import type { RunId } from '../protocol/messages';
import type { MethodCost } from '../protocol/method-cost';
import type { TaskOutcomes } from '../protocol/outcomes';

/** The naive baselines of a run's tasks. */
export interface MeasuredBaselines extends Baselines {
  readonly run: RunId;
}

/**
 * What a step on each task's loss would do to every task, with the run and the tasks that it was
 * measured on.
 */
export interface MeasuredAffinity extends Affinity {
  readonly run: RunId;
  readonly tasks: Experiment['tasks'];
}

/** What a step costs; `key` (see `costKey`) says of which method, network, batch and device. */
export interface MeasuredCost extends MethodCost {
  readonly key: string;
}

/** What is said of a picture, as what run and of which bytes. */
export interface PictureReply extends PictureAnswers {
  readonly experiment: Experiment;
  readonly pixels: Uint8Array;
}

/** What comes out of the layers for the chosen test image. */
export interface MeasuredPictures {
  readonly run: RunId;
  /** Its index. */
  readonly image: number;
  /** Steps taken. */
  readonly step: number;
  /** By the layers' ids. */
  readonly layers: ReadonlyMap<string, LayerPicture>;
}

/** What came of all test images, asked for piece by piece. */
export interface MeasuredOutcomes {
  readonly run: RunId;
  /** The document that was trained. */
  readonly experiment: Experiment;
  /** The steps at which the first and the last piece were answered: the same one unless it trained on meanwhile. */
  readonly steps: readonly [first: number, last: number];
  readonly images: number;
  /** Of all test images, in their order. */
  readonly tasks: readonly TaskOutcomes[];
}
