import { clipByValue, mul, reshape, sub, type Tensor } from '@tensorflow/tfjs-core';
import { huber as kind } from '../../domain/losses/huber';
import { numberOf } from '../../domain/parameters';
import { scale } from '../operations/vectors';
import type { LossPair } from './loss-pair';
import { meanOverElements } from './parts/per-example';

/** The mean over an example's elements of Huber's function of prediction − target. */
export const huber: LossPair = {
  evaluate: (prediction, target, exampleWeights, total, values) => {
    const error = sub(prediction, reshape(target, prediction.shape));
    const { value, derivative } = huberOf(error, numberOf(kind.parameters, values, 'delta'));
    return meanOverElements(value, derivative, exampleWeights, total);
  },
};

/**
 * Huber's function of every error and its derivative: with c the error clipped to ±δ, c (e − ½ c)
 * is ½ e² inside and δ (|e| − ½ δ) outside, and c is the derivative.
 */
export function huberOf(error: Tensor, delta: number): { readonly value: Tensor; readonly derivative: Tensor } {
  const clipped = clipByValue(error, -delta, delta);
  return { value: mul(clipped, sub(error, scale(clipped, 0.5))), derivative: clipped };
}
