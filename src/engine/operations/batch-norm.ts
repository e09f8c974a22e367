import {
  add, batchNorm2d, concat, matMul, mul, ones, reshape, square, sqrt, sub, div, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D,
} from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwnMany } from './own-kernel';

/** What is added to a variance before its root is taken (PyTorch's number). */
export const epsilon = 1e-5;

/** A batch normalised by its own statistics. */
export interface Normalised {
  /** [n, channels] */
  readonly output: Tensor2D;
  /** [channels] */
  readonly mean: Tensor1D;
  /** [channels], biased: the mean of the squared deviations. */
  readonly variance: Tensor1D;
}

/**
 * x [n, channels] normalised by the mean and variance of each channel, times gamma [channels], plus
 * beta [channels].
 */
export function normaliseBatch(x: Tensor2D, gamma: Tensor1D, beta: Tensor1D): Normalised {
  const [n, channels] = x.shape;
  if (hasOwnKernel('BatchNormForward')) {
    const [output, mean, variance] = runOwnMany('BatchNormForward', { x, gamma, beta }, { epsilon });
    if (output === undefined || mean === undefined || variance === undefined) throw new Error('BatchNormForward has three results');
    return { output: reshape(output, [n, channels]), mean: reshape(mean, [channels]), variance: reshape(variance, [channels]) };
  }
  const mean = columnMeans(x);
  // Deviations first and squares then: the difference of two large sums would cancel.
  const variance = columnMeans(square(sub(x, mean)));
  return { output: normaliseBy(x, gamma, beta, mean, variance), mean, variance };
}

/** x [n, channels] normalised by given statistics [channels], times gamma, plus beta. */
export function normaliseBy(x: Tensor2D, gamma: Tensor1D, beta: Tensor1D, mean: Tensor1D, variance: Tensor1D): Tensor2D {
  return batchNorm2d(x, mean, variance, beta, gamma, epsilon);
}

/** The gradients of a normalisation. */
export interface NormalisationGradients {
  /** [tasks, n, channels] */
  readonly input: Tensor3D;
  /** [tasks, 2 · channels]: gamma's, then beta's. */
  readonly weights: Tensor2D;
}

/** What the gradients of a normalisation are made of. */
export interface NormalisedBy {
  readonly x: Tensor2D;
  readonly gamma: Tensor1D;
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/**
 * The gradients of `normaliseBatch`, for a cotangent [tasks, n, channels] (Ioffe and Szegedy 2015,
 * section 3): γ / σ · (g − mean of g − x̂ · mean of g x̂) for the input, the sums of g x̂ and of g
 * for gamma and beta.
 */
export function normaliseBatchGradients(cotangent: Tensor3D, { x, gamma, mean, variance }: NormalisedBy): NormalisationGradients {
  const [tasks, n, channels] = cotangent.shape;
  if (hasOwnKernel('BatchNormBackward')) {
    const [input, weights] = runOwnMany('BatchNormBackward', { cotangent, x, gamma, mean, variance }, { epsilon });
    if (input === undefined || weights === undefined) throw new Error('BatchNormBackward has two results');
    return { input: reshape(input, [tasks, n, channels]), weights: reshape(weights, [tasks, 2 * channels]) };
  }
  const { standardised, sums, weights, factor } = parts(cotangent, { x, gamma, mean, variance });
  const ofMean = sub(cotangent, mul(sums.cotangent, 1 / n));
  const input: Tensor3D = mul(sub(ofMean, mul(standardised, mul(sums.product, 1 / n))), factor);
  return { input, weights };
}

/** The gradients of `normaliseBy`, whose statistics do not depend on the input. */
export function normaliseByGradients(cotangent: Tensor3D, given: NormalisedBy): NormalisationGradients {
  const { weights, factor } = parts(cotangent, given);
  return { input: mul(cotangent, factor), weights };
}

function parts(cotangent: Tensor3D, { x, gamma, mean, variance }: NormalisedBy) {
  const [tasks, , channels] = cotangent.shape;
  const deviation = sqrt(add(variance, epsilon));
  const standardised = div(sub(x, mean), deviation);
  const sums = { cotangent: columnSums(cotangent), product: columnSums(mul(cotangent, standardised)) };
  const weights: Tensor2D = concat([reshape(sums.product, [tasks, channels]), reshape(sums.cotangent, [tasks, channels])], 1);
  return { standardised, sums, weights, factor: div(gamma, deviation) };
}

function columnMeans(x: Tensor2D): Tensor1D {
  const [n, channels] = x.shape;
  return mul(reshape(matMul(ones([1, n]), x), [channels]), 1 / n);
}

/**
 * [tasks, n, channels] → [tasks, 1, channels]. A product with ones: a sum over an axis that is not
 * the last is transposed first.
 */
function columnSums(x: Tensor3D): Tensor {
  const [tasks, n] = x.shape;
  return matMul(ones([tasks, 1, n]), x);
}
