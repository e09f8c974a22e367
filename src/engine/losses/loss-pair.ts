import { reshape, type NamedAttrMap, type NamedTensorMap, type Tensor, type Scalar, type Tensor1D } from '@tensorflow/tfjs-core';
import type { ParameterValues } from '../../domain/parameters';
import type { OwnKernelName } from '../operations/own-kernel-names';
import { runOwnMany } from '../operations/own-kernel';

/** The value of a loss and its derivative with respect to what the head produced, from one pass. */
export interface LossResult {
  /** Scalar. */
  readonly value: Scalar;
  /** ∂value / ∂prediction, of the prediction's shape [batch, …]. */
  readonly cotangent: Tensor;
}

/**
 * A loss: Σ_b weight_b · (mean over the elements of example b) / total. `total` is the sum of the
 * weights over the whole step's batch, so that the values and cotangents of micro-batches add up to
 * those of the batch. prediction [batch, …]: what the head gives, in front of any softmax or
 * sigmoid. target: class indices or levels [batch] (int32), classes of pixels [batch, height,
 * width], otherwise of the prediction's shape (float32). exampleWeights [batch]: an example of
 * weight 0 adds exactly 0 to the value and to the cotangent, whatever finite numbers its prediction
 * and target are. values: the loss' parameters (domain/losses); what is left out has its default.
 */
export interface LossPair {
  evaluate(prediction: Tensor, target: Tensor, exampleWeights: Tensor1D, total: number, values: ParameterValues): LossResult;
}

/** Runs a kernel of ours that gives a loss' value [1] and its cotangent. */
export function ownLoss(name: OwnKernelName, inputs: NamedTensorMap, total: number, attributes: NamedAttrMap = {}): LossResult {
  const [value, cotangent] = runOwnMany(name, inputs, { ...attributes, total });
  if (value === undefined || cotangent === undefined) throw new Error(`${name} has two results`);
  return { value: reshape(value, []), cotangent };
}
