import { add, concat, div, fill, mul, reshape, sigmoid, slice, softmax, square, sub, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { pixelClasses } from '../../operations/pixel-classes';
import { scale } from '../../operations/vectors';
import type { LossResult } from '../loss-pair';
import { weightColumn } from './per-example';

/**
 * 1 − (2 Σ p y + 1) / (Σ p + Σ y + 1) over the pixels of each image (Milletari et al. 2016, with
 * plain sums below), p the probability and y the truth of a class; of several classes the mean,
 * without the background, which is class 0. The ones keep it finite, and 0 where a class is neither
 * there nor seen. prediction [batch, height, width, 1], the logit of class 1, or [batch, height,
 * width, classes] logits, target [batch, height, width] classes.
 */
export function softDice(prediction: Tensor, target: Tensor, exampleWeights: Tensor1D, total: number): LossResult {
  const { shape } = prediction;
  const [batch = 0] = shape;
  const classes = shape.at(-1) ?? 1;
  const logits = reshape(prediction, [batch, -1, classes]);
  const [, pixels = 0] = logits.shape;
  if (classes === 1) {
    const probabilities = sigmoid(logits);
    const { value, cotangent } = diceOf(probabilities, pixelClasses(target, classes), exampleWeights, total);
    return { value, cotangent: reshape(mul(cotangent, sub(probabilities, square(probabilities))), shape) };
  }
  const withoutBackground = (all: Tensor) => slice(all, [0, 0, 1], [batch, pixels, classes - 1]);
  const all = softmax(logits);
  const truth = pixelClasses(target, classes);
  const probabilities = withoutBackground(all);
  const { value, cotangent } = diceOf(probabilities, withoutBackground(truth), exampleWeights, total);
  // Through the softmax: p_k (g_k − Σ_j g_j p_j).
  const mean = sum(mul(cotangent, probabilities), 2, true);
  const padded = concat([fill([batch, pixels, 1], 0), cotangent], 2);
  return { value, cotangent: reshape(mul(all, sub(padded, mean)), shape) };
}

/**
 * The loss of probabilities and truths [batch, pixels, classes], and its derivative by the
 * probabilities: (N / D − 2 y) / D for a coefficient of N / D.
 */
function diceOf(probabilities: Tensor, truth: Tensor, exampleWeights: Tensor1D, total: number): LossResult {
  const [batch = 0, , classes = 0] = probabilities.shape;
  const one = fill([batch, 1, classes], 1);
  const above = add(scale(sum(mul(probabilities, truth), 1, true), 2), one);
  const below = add(sum(add(probabilities, truth), 1, true), one);
  const weight = reshape(weightColumn(exampleWeights, total * classes), [batch, 1, 1]);
  return {
    value: sum(mul(div(sub(below, above), below), weight)),
    cotangent: mul(div(sub(div(above, below), scale(truth, 2)), below), weight),
  };
}
