import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { Weighing } from '../balancing/balance';
import type { Plan } from '../../plan/compile';
import type { Batch } from '../data/batch';
import type { Frozen } from './frozen';
import type { LayerWeights } from './forward';
import type { ConflictPlace } from './conflict';
import type { TrainingState } from './training-state';

/**
 * A network between two steps. Its tensors are the trainer's: whoever looks at them changes and
 * frees none.
 */
export interface Snapshot {
  readonly plan: Plan;
  readonly experiment: Experiment;
  readonly live: LiveSettings;
  readonly state: TrainingState;
  /** `state.weights`, cut into the tensors of the layers. */
  readonly layers: LayerWeights;
  /** What the live settings freeze. */
  readonly frozen: Frozen;
}

/** A network between two steps, and a batch in its micro-batches. */
export interface SnapshotOnBatch extends Snapshot {
  readonly batches: readonly Batch[];
}

/** What a step works with. */
export interface StepInput extends SnapshotOnBatch {
  /**
   * The one task (its index) on whose loss the step goes; undefined for a step of the balancing
   * method.
   */
  readonly only: number | undefined;
  /** True if the tasks' conflict is to be measured. */
  readonly measure: boolean;
}

/** The tasks' conflict as a step leaves it, on the device. */
export interface Measured {
  readonly places: readonly ConflictPlace[];
  /** [places · tasks · tasks] */
  readonly grams: Tensor1D;
}

/** The gradient that the tasks agreed on. The caller owns all tensors. */
export interface Combined {
  /**
   * [tasks + sums + statistics]: losses before weights, the sums of the training batch for the
   * metrics, and the batch's statistics, which a StepOutcome has in its state and no longer here.
   */
  readonly accumulators: Tensor1D;
  /** [parameters] */
  readonly gradient: Tensor1D;
  readonly weighed: Weighing;
  readonly measured: Measured | undefined;
  /** [tasks] of each task's gradient and the direction, where that is no weighted sum. */
  readonly cosines: readonly number[] | undefined;
  /**
   * ‖d‖ of the direction on the shared weights, likewise; weights and Gram matrix say it elsewhere.
   */
  readonly length: number | undefined;
}

/** What a step leaves. The caller owns all tensors. */
export interface StepOutcome extends Omit<Combined, 'gradient'> {
  readonly state: TrainingState;
  /** The new weights cut into layers, where the step needed them already. */
  readonly layers: LayerWeights | undefined;
}
