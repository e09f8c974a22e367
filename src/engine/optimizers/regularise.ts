import { add, div, minimum, mul, sign, sqrt, square, sum, type Tensor1D } from '@tensorflow/tfjs-core';

export interface Regularisation {
  /** Factor of the penalty ‖w‖₁; 0 for none. */
  readonly l1: number;
  /** Factor of the penalty ½‖w‖², whose gradient is w; 0 for none. */
  readonly l2: number;
  /** The largest norm that the gradient may have; 0 for no clipping. */
  readonly clipNorm: number;
}

/**
 * What the optimiser gets: gradient + l1 · sign(w) + l2 · w, and only then clipped as one vector, so that the penalties count
 * towards the norm. Clipping multiplies by min(1, clipNorm / (norm + 1e-6)), as PyTorch's clip_grad_norm_ does; the norm stays
 * on the device. gradient, weights: [parameters]. The result may share memory with the gradient.
 */
export function regularised(gradient: Tensor1D, weights: Tensor1D, { l1, l2, clipNorm }: Regularisation): Tensor1D {
  let result = gradient.clone();
  if (l1 > 0) result = add(result, mul(sign(weights), l1));
  if (l2 > 0) result = add(result, mul(weights, l2));
  if (clipNorm > 0) {
    const norm = sqrt(sum(square(result)));
    result = mul(result, minimum(div(clipNorm, add(norm, 1e-6)), 1));
  }
  return result;
}
