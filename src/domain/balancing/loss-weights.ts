import { sumOf } from './solvers/matrix';

/**
 * A loss below this is that of a batch answered rightly: of 32 images it may be 1e-6 and mostly
 * rounding.
 */
const SOLVED = 1e-3;

/** True if a loss is that of a task that is answered rightly. */
export function isSolved(loss: number): boolean {
  return loss < SOLVED;
}

/**
 * A loss as it divides its own gradient, at least a thousandth: without a floor batches answered
 * rightly would get weights of millions, and training goes astray.
 */
export function asDivisor(loss: number): number {
  return Math.max(loss, SOLVED);
}

/**
 * [K] 1 for the tasks that take part, 0 for those that stand aside: those whose loss is below a
 * thousandth while another's is not. For methods whose weights are relative to each other: even
 * with the floor, a task answered rightly would leave the others next to no weight, and of single
 * images some task mostly is.
 */
export function partsOf(losses: readonly number[]): readonly number[] {
  const solved = losses.map(isSolved);
  return solved.includes(false) ? solved.map((stands) => (stands ? 0 : 1)) : losses.map(() => 1);
}

/** exp(x_i) / Σ exp(x), summing to 1; the largest is taken out first, so that nothing overflows. */
export function softmax(values: readonly number[]): number[] {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const sum = sumOf(powers);
  return powers.map((power) => power / sum);
}
