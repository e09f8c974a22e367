import { at, inner, type Matrix } from './matrix';

/** Eigenvalues in rising order, each with its eigenvector of length 1. */
export interface Eigen {
  readonly values: readonly number[];
  /** [n][n]: one eigenvector a row, in the order of the values. */
  readonly vectors: Matrix;
}

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix [n][n], by Jacobi's rotations (Golub
 * and Van Loan, Matrix Computations, section 8.5). Half a dozen sweeps reach the arithmetic's
 * limit.
 */
export function symmetricEigen(matrix: Matrix): Eigen {
  const size = matrix.length;
  const rows = matrix.map((row) => [...row]);
  const vectors = rows.map((_, index) => rows.map((__, other): number => (other === index ? 1 : 0)));
  const all = Math.sqrt(rows.reduce((sum, row) => sum + inner(row, row), 0));
  for (let sweep = 0; sweep < 60 && largestOff(rows) > 1e-16 * all; sweep += 1) {
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate(rows, vectors, p, q);
    }
  }
  const order = rows.map((_, index) => index).sort((a, b) => at(rows[a] ?? [], a) - at(rows[b] ?? [], b));
  return { values: order.map((index) => at(rows[index] ?? [], index)), vectors: order.map((index) => vectors[index] ?? []) };
}

/** The largest absolute value beside the diagonal. */
function largestOff(rows: readonly (readonly number[])[]): number {
  let largest = 0;
  rows.forEach((row, index) => {
    for (let other = index + 1; other < row.length; other += 1) largest = Math.max(largest, Math.abs(at(row, other)));
  });
  return largest;
}

/** Turns the plane of p and q so that their off-diagonal entry vanishes. */
function rotate(rows: number[][], vectors: number[][], p: number, q: number): void {
  const rowP = rows[p] ?? [];
  const rowQ = rows[q] ?? [];
  const off = at(rowP, q);
  if (off === 0) return;
  const ratio = (at(rowQ, q) - at(rowP, p)) / (2 * off);
  // Of the two angles the smaller one; the other form of the square root overflows for huge ratios.
  const tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (const row of rows) turn(cosine, sine, row, p, row, q);
  for (let index = 0; index < rowP.length; index += 1) turn(cosine, sine, rowP, index, rowQ, index);
  // Exactly, where rounding leaves a trace: the sweeps stop when nothing is left.
  rowP[q] = 0;
  rowQ[p] = 0;
  const vectorP = vectors[p] ?? [];
  const vectorQ = vectors[q] ?? [];
  for (let index = 0; index < vectorP.length; index += 1) turn(cosine, sine, vectorP, index, vectorQ, index);
}

/** Turns the pair of numbers (a[p], b[q]). */
function turn(cosine: number, sine: number, a: number[], p: number, b: number[], q: number): void {
  const first = at(a, p);
  const second = at(b, q);
  a[p] = cosine * first - sine * second;
  b[q] = sine * first + cosine * second;
}

/**
 * Σ f(λ) v vᵀ: the function of a symmetric matrix that acts on its eigenvalues, applied to a vector
 * [n].
 */
export function applySpectral({ values, vectors }: Eigen, of: (value: number) => number, vector: readonly number[]): number[] {
  const result = vector.map(() => 0);
  values.forEach((value, index) => {
    const eigenvector = vectors[index] ?? [];
    const factor = of(value) * inner(eigenvector, vector);
    for (const entry of result.keys()) result[entry] = at(result, entry) + factor * at(eigenvector, entry);
  });
  return result;
}
