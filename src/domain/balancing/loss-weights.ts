import { sumOf } from './solvers/matrix';

/** A loss as a logarithm may have it: at least 1e-30. A loss of 0 would otherwise be an infinite weight. */
export function positive(loss: number): number {
  return Math.max(loss, 1e-30);
}

/**
 * A loss as it divides its own gradient, at least a thousandth. Of a batch of 32 that is answered rightly the loss may be 1e-6 and mostly
 * rounding: without a floor such batches would get weights of millions, and training goes astray.
 */
export function asDivisor(loss: number): number {
  return Math.max(loss, 1e-3);
}

/** exp(x_i) / Σ exp(x), summing to 1; the largest is taken out first, so that nothing overflows. */
export function softmax(values: readonly number[]): number[] {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const sum = sumOf(powers);
  return powers.map((power) => power / sum);
}
