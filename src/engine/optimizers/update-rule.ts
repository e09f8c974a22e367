import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { ParameterValues } from '../../domain/parameters';

export interface UpdateInput {
  /** All weights of the network, one after another [parameters]. */
  readonly weights: Tensor1D;
  /** [parameters]; regularisation and clipping are already in it. */
  readonly gradient: Tensor1D;
  /** As many vectors [parameters] as the rule has slots; zeros before the first step. */
  readonly slots: readonly Tensor1D[];
  readonly learningRate: number;
  /** Counted from 1, for Adam's bias correction. */
  readonly step: number;
  readonly values: ParameterValues;
}

/** An optimiser over one flat vector. Runs inside the caller's tf.tidy; returns new tensors and disposes of nothing. */
export interface UpdateRule {
  readonly slots: number;
  update(input: UpdateInput): { readonly weights: Tensor1D; readonly slots: readonly Tensor1D[] };
}
