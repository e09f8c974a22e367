import { solveLinear } from './linear-system';
import { at, plusDiagonal, submatrix, times, type Matrix } from './matrix';
import type { UnitGram } from './unit-gram';

/** A point, and whether it was reached before the rounds ran out. */
export interface Solution {
  readonly point: readonly number[];
  readonly converged: boolean;
}

/** The least ½ xᵀCx + c · x over x ≥ 0 [K], and over factors · x = 1 where factors are given. */
interface Programme {
  /** C, [K][K], symmetric and positive definite. */
  readonly matrix: Matrix;
  /** c, [K]. */
  readonly linear: readonly number[];
  readonly factors: readonly number[] | undefined;
}

/**
 * Added to the diagonal of the cosines where gradients are linearly dependent: it makes the
 * smallest of all solutions the only one.
 */
const RIDGE = 1e-9;

/**
 * The x ≥ 0 [K] with the least ½ xᵀGx + linear · x, for a Gram matrix G = D C D given as lengths D
 * and cosines C.
 */
export function minimiseOnCone(unit: UnitGram, linear: readonly number[]): Solution {
  const { norms } = unit;
  const scaled = linear.map((value, index) => value / at(norms, index));
  const size = Math.max(...scaled.map(Math.abs));
  if (size === 0) return { point: linear.map(() => 0), converged: true };
  const { point, converged } = activeSet({ matrix: unique(unit), linear: scaled.map((value) => value / size), factors: undefined });
  return { point: point.map((value, index) => (value * size) / at(norms, index)), converged };
}

/**
 * The x ≥ 0 [K] with Σx = 1 and the least ½ xᵀGx + linear · x, for a Gram matrix G = D C D given as
 * lengths D and cosines C.
 */
export function minimiseOnSimplex(unit: UnitGram, linear: readonly number[]): Solution {
  const { norms } = unit;
  // In y = D x / least length the sum is Σ y (least length / D) = 1, with factors between 0 and 1.
  const least = Math.min(...norms);
  const factors = norms.map((norm) => least / norm);
  const scaled = linear.map((value, index) => value / least / at(norms, index));
  const { point, converged } = activeSet({ matrix: unique(unit), linear: scaled, factors });
  const weights = point.map((value, index) => value * at(factors, index));
  const sum = weights.reduce((total, value) => total + value, 0);
  return { point: weights.map((value) => value / sum), converged };
}

/** The cosines, with the ridge where it is needed. */
function unique({ cosines, singular }: UnitGram): Matrix {
  return singular ? plusDiagonal(cosines, () => RIDGE) : cosines;
}

/**
 * The active-set method of Lawson and Hanson (Solving Least Squares Problems, 1974, chapter 23),
 * extended by one equation. Every round lets one coordinate leave 0, the one that promises most,
 * then goes to the minimum over the coordinates that are free, dropping those that would become
 * negative on the way.
 */
function activeSet(programme: Programme): Solution {
  const { linear, factors } = programme;
  const size = linear.length;
  let point = linear.map(() => 0);
  let free: number[] = [];
  if (factors !== undefined) {
    const vertex = bestVertex(programme, factors);
    point[vertex] = 1 / at(factors, vertex);
    free = [vertex];
  }
  let refused: number[] = [];
  for (let round = 0; round < 20 * size + 20; round += 1) {
    const slopes = slopesOutside(programme, point, free);
    const tolerance = 1e-12 * Math.max(1, ...slopes.map(Math.abs));
    const candidates = slopes.map((slope, index) => (free.includes(index) || refused.includes(index) ? 0 : slope));
    const steepest = Math.min(...candidates);
    if (!(steepest < -tolerance)) return { point, converged: !Number.isNaN(steepest) };
    const entering = candidates.indexOf(steepest);
    const stepped = descend(programme, point, [...free, entering]);
    // Rounding can let a coordinate in that is thrown out at once: not to be tried again before
    // something else has moved.
    refused = stepped.free.includes(entering) ? [] : [...refused, entering];
    ({ point, free } = stepped);
  }
  return { point, converged: false };
}

/** The corner of the simplex factors · x = 1 with the least objective. */
function bestVertex({ matrix, linear }: Programme, factors: readonly number[]): number {
  const values = linear.map((slope, index) => {
    const length = 1 / at(factors, index);
    return 0.5 * at(matrix[index] ?? [], index) * length * length + slope * length;
  });
  return Math.max(0, values.indexOf(Math.min(...values)));
}

/**
 * [n] how fast the objective falls when a coordinate leaves 0, the equation being kept by the free
 * ones.
 */
function slopesOutside({ matrix, linear, factors }: Programme, point: readonly number[], free: readonly number[]): number[] {
  const gradient = times(matrix, point).map((value, index) => value + at(linear, index));
  if (factors === undefined) return gradient;
  const weighted = free.map((index) => at(gradient, index) * at(factors, index));
  const squares = free.map((index) => at(factors, index) ** 2);
  const multiplier = weighted.reduce((sum, value) => sum + value, 0) / squares.reduce((sum, value) => sum + value, 0);
  return gradient.map((value, index) => value - multiplier * at(factors, index));
}

/**
 * From a point to the minimum over the free coordinates, on the way dropping those that reach 0.
 */
function descend(programme: Programme, from: readonly number[], candidates: readonly number[]): { point: number[]; free: number[] } {
  let point = [...from];
  let free = [...candidates];
  while (free.length > 0) {
    const target = minimumOver(programme, free);
    if (target === undefined) break;
    const blocking = free.filter((index) => !(at(target, index) > 0));
    if (blocking.length === 0) return { point: target, free };
    const reach = (index: number) => at(point, index) / (at(point, index) - at(target, index));
    const share = Math.max(0, Math.min(1, ...blocking.map((index) => (at(point, index) > 0 ? reach(index) : 0))));
    point = point.map((value, index) => value + share * (at(target, index) - value));
    const dropped = blocking.filter((index) => !(at(point, index) > 1e-15 * Math.abs(at(target, index))));
    free = free.filter((index) => !dropped.includes(index));
    for (const index of dropped) point[index] = 0;
    if (dropped.length === 0) break;
  }
  return { point, free };
}

/**
 * The minimum over the free coordinates without regard to signs, the others being 0; undefined if
 * the system has no solution.
 */
function minimumOver({ matrix, linear, factors }: Programme, free: readonly number[]): number[] | undefined {
  const rows = submatrix(matrix, free);
  const right = free.map((index) => -at(linear, index));
  const edge = factors === undefined ? undefined : free.map((index) => at(factors, index));
  const solved =
    edge === undefined
      ? solveLinear(rows, right)
      : solveLinear([...rows.map((row, index) => [...row, at(edge, index)]), [...edge, 0]], [...right, 1]);
  if (solved === undefined) return undefined;
  const target = linear.map(() => 0);
  free.forEach((index, place) => {
    target[index] = at(solved, place);
  });
  return target;
}
