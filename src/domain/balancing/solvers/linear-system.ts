import { at, type Matrix } from './matrix';

/**
 * The solution x of matrix · x = right for a small square matrix [n][n], by Gaussian elimination
 * with partial pivoting; undefined if a pivot vanishes, that is, if the matrix is singular in the
 * arithmetic's eyes.
 */
export function solveLinear(matrix: Matrix, right: readonly number[]): number[] | undefined {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, at(right, index)]);
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(at(rows[row] ?? [], column)) > Math.abs(at(rows[best] ?? [], column))) best = row;
    }
    const pivot = rows[best] ?? [];
    rows[best] = rows[column] ?? [];
    rows[column] = pivot;
    const divisor = at(pivot, column);
    if (!(Math.abs(divisor) > 0)) return undefined;
    for (let below = column + 1; below < size; below += 1) {
      const row = rows[below] ?? [];
      const factor = at(row, column) / divisor;
      if (factor === 0) continue;
      for (let index = column; index <= size; index += 1) row[index] = at(row, index) - factor * at(pivot, index);
    }
  }
  const solution = right.map(() => 0);
  for (let index = size - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? [];
    let rest = at(row, size);
    for (let column = index + 1; column < size; column += 1) rest -= at(row, column) * at(solution, column);
    solution[index] = rest / at(row, index);
  }
  return solution;
}
