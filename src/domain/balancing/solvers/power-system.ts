import { solveLinear } from './linear-system';
import { at, inner, plusDiagonal, sumOf, times } from './matrix';
import type { Solution } from './quadratic-programme';
import { rankTolerance, type UnitGram } from './unit-gram';

/**
 * The x > 0 [K] with G x = x^(−power), entry by entry, for a Gram matrix G = D C D given as lengths
 * D and cosines C. It is the minimum of the convex ½ xᵀGx − Σ ∫ x^(−power), so Newton's method with
 * steps halved until the function falls enough finds it from any start (Boyd and Vandenberghe,
 * Convex Optimization, section 9.5). Where the gradients are linearly dependent there may be none
 * at all: then the rounding of single precision is added to the diagonal of C, which bounds x.
 */
export function solvePowerSystem({ norms, cosines, singular }: UnitGram, power: number): Solution {
  // With x = unit · y / D this becomes C y = factors · y^(−power), in which no number knows the
  // scale of the gradients.
  const mean = Math.exp(sumOf(norms.map(Math.log)) / norms.length);
  const factors = norms.map((norm) => (norm / mean) ** (power - 1));
  const ridge = singular ? rankTolerance(norms.length) : 0;
  const matrix = plusDiagonal(cosines, () => ridge);
  const sizes = matrix.map((row) => row.map(Math.abs));
  const antiderivative = (y: number) => (power === 1 ? Math.log(y) : y ** (1 - power) / (1 - power));
  const objective = (y: readonly number[]) => 0.5 * inner(y, times(matrix, y)) - inner(factors, y.map(antiderivative));
  let y = factors.map((factor) => factor ** (1 / (1 + power)));
  let converged = false;
  for (let round = 0; round < 200 && !converged; round += 1) {
    const pull = y.map((value, index) => at(factors, index) * value ** -power);
    const gradient = times(matrix, y).map((value, index) => value - at(pull, index));
    // The second part is what rounding leaves of large parts that cancel.
    const rounding = sizes.map((row) => 1e-15 * inner(row, y));
    converged = gradient.every((value, index) => Math.abs(value) <= 1e-10 * at(pull, index) + at(rounding, index));
    if (converged) break;
    const hessian = plusDiagonal(matrix, (index) => (power * at(pull, index)) / at(y, index));
    const step = solveLinear(hessian, gradient.map((value) => -value));
    if (step === undefined) break;
    const moved = lineSearch(objective, y, step, inner(gradient, step));
    if (moved === undefined) break;
    y = moved;
  }
  const unit = mean ** ((power - 1) / (1 + power));
  return { point: y.map((value, index) => (value * unit) / at(norms, index)), converged };
}

/**
 * The point after a step that is halved until it stays above 0 and the function falls by a part of
 * what its slope promises.
 */
function lineSearch(
  objective: (y: readonly number[]) => number,
  from: readonly number[],
  step: readonly number[],
  slope: number,
): number[] | undefined {
  const before = objective(from);
  // What rounding does to the function, whose quadratic part may be a small difference of large
  // ones.
  const slack = 1e-14 * Math.abs(before) + 1e-15 * sumOf(from) ** 2;
  for (let share = 1; share > 1e-12; share /= 2) {
    const point = from.map((value, index) => value + share * at(step, index));
    if (point.every((value) => value > 0) && objective(point) <= before + 1e-4 * share * slope + slack) return point;
  }
  return undefined;
}
