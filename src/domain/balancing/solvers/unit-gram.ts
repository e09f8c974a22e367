import { at, type Matrix } from './matrix';
import { applySpectral, symmetricEigen } from './symmetric-eigen';

/**
 * A Gram matrix as lengths and cosines: what the solvers work on, so that no scale of the gradients
 * can upset them.
 */
export interface UnitGram {
  /** [K] ‖g_i‖, all greater than 0. */
  readonly norms: readonly number[];
  /**
   * [K][K] the cosines: the Gram matrix of the g_i / ‖g_i‖, without the negative eigenvalues that
   * rounding gives it.
   */
  readonly cosines: Matrix;
  /**
   * True if the cosines have no full rank in single precision, which is what Gram matrices are read
   * in.
   */
  readonly singular: boolean;
}

/**
 * The same with lengths from 0 to 1, in units of the longest, so that their squares stay in range.
 */
export function inUnitsOfLongest(unit: UnitGram): UnitGram {
  const longest = Math.max(...unit.norms);
  return { ...unit, norms: unit.norms.map((norm) => norm / longest) };
}

/** The Gram matrix [K][K] of these lengths and cosines. */
export function gramOf({ norms, cosines }: UnitGram): Matrix {
  return cosines.map((row, index) => row.map((cosine, other) => cosine * at(norms, index) * at(norms, other)));
}

/**
 * Eigenvalues below the largest one times this count as 0: the rounding of single precision, as in
 * PyTorch's matrix_rank.
 */
export function rankTolerance(size: number): number {
  return size * 2 ** -23;
}

/**
 * A⁺ · right for a symmetric matrix A [n][n] without negative eigenvalues; those that are 0 in
 * single precision are left out.
 */
export function pseudoInverseTimes(matrix: Matrix, right: readonly number[]): number[] {
  const eigen = symmetricEigen(matrix);
  const least = rankTolerance(matrix.length) * at(eigen.values, eigen.values.length - 1);
  return applySpectral(eigen, (value) => (value > least ? 1 / value : 0), right);
}

/**
 * The lengths and cosines of a symmetric, finite Gram matrix [K][K] with a diagonal greater than 0.
 */
export function unitGram(gram: Matrix): UnitGram {
  const norms = gram.map((row, index) => Math.sqrt(at(row, index)));
  const raw = gram.map((row, index) =>
    row.map((value, other) => {
      if (other === index) return 1;
      const both = (value + at(gram[other] ?? [], index)) / 2;
      return Math.max(-1, Math.min(1, both / at(norms, index) / at(norms, other)));
    }),
  );
  const eigen = symmetricEigen(raw);
  const least = at(eigen.values, 0);
  const most = at(eigen.values, eigen.values.length - 1);
  const singular = least <= rankTolerance(gram.length) * most;
  if (least >= 0) return { norms, cosines: raw, singular };
  const unit = (index: number) => raw.map((_, other) => (other === index ? 1 : 0));
  return { norms, cosines: raw.map((_, index) => applySpectral(eigen, (value) => Math.max(0, value), unit(index))), singular };
}
