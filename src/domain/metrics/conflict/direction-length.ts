/**
 * The length ‖d‖ of an update direction d = Σ c_i g_i, from the weights c and the Gram matrix G of
 * the gradients: √(cᵀ G c).
 * @param weights [size] effective weights
 * @param gram [size][size] inner products, row after row; a task that was absent from the step, of
 * which these and its weight are NaN, has no part in the direction
 * @returns at least 0; NaN where a weight or a product is unknown otherwise, and where no task has
 * any. What is left of gradients that cancel out is as exact as the
 * products.
 */
export function directionLength(weights: readonly number[], gram: ArrayLike<number>): number {
  const size = weights.length;
  const product = (row: number, column: number) => gram[row * size + column] ?? Number.NaN;
  const present = [...weights.keys()].filter((row) => !Number.isNaN(weights[row]) || !Number.isNaN(product(row, row)));
  if (present.length === 0) return Number.NaN;
  let square = 0;
  for (const row of present) {
    for (const column of present) square += (weights[row] ?? Number.NaN) * (weights[column] ?? Number.NaN) * product(row, column);
  }
  // Rounding must not make a square negative.
  return Math.sqrt(Math.max(0, square));
}
