/** A small dense matrix, row after row. */
export type Matrix = readonly (readonly number[])[];

/** Σ a_i b_i; NaN if the second is shorter. */
export function inner(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  // Counted by hand: this is the innermost loop of all methods, and an iterator makes it several
  // times slower.
  for (let index = 0; index < a.length; index += 1) sum += at(a, index) * at(b, index);
  return sum;
}

/** matrix · vector: [rows][columns], [columns] → [rows]. */
export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => inner(row, vector));
}

/**
 * The entry of a vector that is known to be there; NaN, which every test would find, if it is not.
 */
export function at(vector: readonly number[], index: number): number {
  return vector[index] ?? Number.NaN;
}

/** The rows and columns with these indices. */
export function submatrix(matrix: Matrix, indices: readonly number[]): number[][] {
  return indices.map((row) => indices.map((column) => at(matrix[row] ?? [], column)));
}

/** A square matrix with something added to its diagonal, by the index. */
export function plusDiagonal(matrix: Matrix, added: (index: number) => number): number[][] {
  return matrix.map((row, index) => row.map((value, column) => (column === index ? value + added(index) : value)));
}

/** Σ of the entries. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** True if no entry is NaN or infinite. */
export function isFiniteMatrix(matrix: Matrix): boolean {
  return matrix.every((row) => row.every(Number.isFinite));
}
