import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { balanceByGram, notesOf, type Weighed } from '../gram-weights';
import { at, inner, times, type Matrix } from '../solvers/matrix';
import { minimiseOnCone, minimiseOnSimplex, type Solution } from '../solvers/quadratic-programme';
import { gramOf, inUnitsOfLongest, type UnitGram } from '../solvers/unit-gram';
import { parameters } from '../cagrad';

/**
 * Below this share of Σ w_i ‖g_i‖, the lengths that it is made of, g_w counts as zero. Where
 * gradients cancel, single precision cannot tell its direction any earlier; where they cannot, it
 * is only short because a gradient is.
 */
const STATIONARY = { singular: 1e-4, regular: 1e-10 };

/**
 * The least (g_w)² that is looked for, in units of the longest gradient: far below that of any
 * gradient that does not count as zero.
 */
const LEAST_SQUARE = 1e-24;

export const cagradRule: BalancingRule = {
  balance: (input) =>
    balanceByGram(input, (unit, { values, share }) => conflictAverse(unit, share, numberOf(parameters, values, 'c')), 'from-mean'),
};

/** The weights of the tasks with a gradient; `share` is each one's part in g₀. */
function conflictAverse(unit: UnitGram, share: number, c: number): Weighed {
  const scaled = inUnitsOfLongest(unit);
  const { norms } = scaled;
  const gram = gramOf(scaled);
  const mean = norms.map(() => share);
  const withMean = times(gram, mean);
  const radius = c * Math.sqrt(Math.max(0, inner(mean, withMean)));
  if (radius <= 1e-12 * c) return { weights: mean, notes: [] };
  const stationary = unit.singular ? STATIONARY.singular : STATIONARY.regular;
  const { point, converged, squared } = dual(scaled, gram, withMean, radius);
  // Measured by the gradients that g_w is made of, and not by the longest of all: beside one of
  // 1000 one of .01 is no rounding.
  if (squared > (stationary * inner(point, norms)) ** 2) {
    const factor = radius / Math.sqrt(squared);
    return { weights: point.map((weight) => share + factor * weight), notes: notesOf({ converged }) };
  }
  const correction = minimiseOnCone(scaled, withMean);
  const weights = correction.point.map((weight) => share + weight);
  return { weights, notes: notesOf({ converged: correction.converged, singular: true }) };
}

/**
 * The w on the simplex with the least w · b + r √(wᵀGw), and its wᵀGw. Since 2√q is the least q/s +
 * s, it is the minimum w(s) of the quadratic w · b + r (wᵀGw / s + s) / 2 for the one s at which s²
 * = w(s)ᵀ G w(s). That difference is piecewise linear in s² and changes sign once, so the secant
 * through two points of the same piece hits it. Below the least square it is not looked for.
 */
function dual(
  unit: UnitGram,
  gram: Matrix,
  slopes: readonly number[],
  radius: number,
): Solution & { readonly squared: number } {
  const solve = (square: number) => {
    const factor = Math.sqrt(square) / radius;
    const solution = minimiseOnSimplex(unit, slopes.map((slope) => slope * factor));
    const squared = Math.max(0, inner(solution.point, times(gram, solution.point)));
    return { ...solution, square, squared, excess: squared - square };
  };
  let low = LEAST_SQUARE;
  let high = Math.max(...gram.map((row, index) => at(row, index)));
  let before = solve(high);
  let best = solve(Math.max(low, Math.min(before.squared, high)));
  for (let round = 0; round < 100; round += 1) {
    // Where gradients all but cancel, rounding leaves no more of wᵀGw than what it is the small
    // difference of.
    const rounding = 1e-15 * inner(best.point, unit.norms) ** 2;
    if (Math.abs(best.excess) <= 1e-12 * best.square + rounding) return best;
    if (best.excess > 0) low = best.square;
    else high = best.square;
    if (high - low <= 1e-12 * high) return best;
    if (high <= LEAST_SQUARE) return best;
    const slope = (best.excess - before.excess) / (best.square - before.square);
    const secant = best.square - best.excess / slope;
    const next = secant > low && secant < high ? secant : secant <= low && low === LEAST_SQUARE ? LEAST_SQUARE : Math.sqrt(low * high);
    before = best;
    best = solve(next);
  }
  return { ...best, converged: false };
}
