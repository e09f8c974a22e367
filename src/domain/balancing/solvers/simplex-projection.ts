import { at, sumOf } from './matrix';

/**
 * The nearest point [K] to `vector` [K] with no entry below `least` and a sum of `sum`, which must
 * be K · least or more (Held, Wolfe and Crowder 1974: all entries fall or rise by the same amount,
 * and those that would fall below the bound stand on it). NaN where an entry is NaN.
 */
export function projectOnSimplex(vector: readonly number[], sum: number, least: number): number[] {
  const above = vector.map((value) => value - least);
  const rest = sum - vector.length * least;
  const falling = above.toSorted((a, b) => b - a);
  let total = 0;
  let shift = 0;
  for (const [place, value] of falling.entries()) {
    total += value;
    const candidate = (total - rest) / (place + 1);
    if (value - candidate > 0 || place === 0) shift = candidate;
  }
  const projected = above.map((value) => least + Math.max(0, value - shift));
  // Rounding of large entries may leave the sum a little off; the largest entry bears it.
  const largest = projected.indexOf(Math.max(...projected));
  return projected.map((value, index) => (index === largest ? value + (sum - sumOf(projected)) : at(projected, index)));
}
