import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { PlannedLayer } from '../../plan/compile';

/** What a forward pass is for. */
export interface ForwardMode {
  /**
   * False while testing, and for a layer that is frozen: dropout lets everything through, batch
   * norm goes by its running statistics.
   */
  readonly training: boolean;
  readonly seed: number;
  /** The optimiser step, counted from 0. */
  readonly step: number;
  /**
   * Where this (micro-)batch begins in the step's batch, so that random masks do not depend on how
   * a batch is cut.
   */
  readonly firstExample: number;
}

/** What a forward pass leaves behind for the backward passes; owned by the caller. */
export interface ForwardRecord {
  readonly output: Tensor;
  /** Whatever else the backward pass wants, such as a dropout mask. Empty for most kinds. */
  readonly saved: readonly Tensor[];
  /**
   * What the layer's running statistics are to be moved towards, one after another; only while
   * training, and of few kinds.
   */
  readonly statistics?: Tensor1D;
}

/** Everything a backward pass may read. */
export interface BackwardContext extends Omit<ForwardRecord, 'statistics'> {
  readonly inputs: readonly Tensor[];
  readonly weights: readonly Tensor[];
  /**
   * False where nothing upstream can learn: `inputs` of the result may then be empty, which saves
   * its time.
   */
  readonly needsInputs: boolean;
  /** A part of the cotangent that is still to be added to it, where the pair `addsUp`. */
  readonly more?: Tensor;
}

export interface LayerGradients {
  /** Per input, the cotangent [tasks, batch, …shape of the input]. */
  readonly inputs: readonly Tensor[];
  /**
   * The gradients of the weights, summed (not averaged) over the batch: each [tasks, …shape of the
   * weight], or for weights that follow one another in one tensor [tasks, size of the first + size
   * of the second + …]. Laid side by side they are the layer's stretch of the flat gradient.
   */
  readonly weights: readonly Tensor[];
}

/**
 * A kind of layer over tensors: a forward and a backward, written as a pair, since TensorFlow.js
 * keeps no tape between calls and one forward has to serve any number of tasks' backward passes.
 *
 * `weights` are the layer's weights and behind them its running statistics, which have no gradient.
 * Inputs are [batch, …shape]; a cotangent is [tasks, batch, …shape of the output] (tasks is 1 when
 * one joint pass is enough). Pairs run inside tf.tidy of their caller and dispose of nothing;
 * results must not be the same tensor object as an argument (use .clone(), which shares memory).
 */
export interface LayerPair {
  /** True for pairs that add up a cotangent of two parts themselves. */
  readonly addsUp?: true;
  forward(layer: PlannedLayer, inputs: readonly Tensor[], weights: readonly Tensor[], mode: ForwardMode): ForwardRecord;
  backward(layer: PlannedLayer, cotangent: Tensor, context: BackwardContext): LayerGradients;
}
