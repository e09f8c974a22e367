/**
 * The length ‖d‖ of an update direction d = Σ c_i g_i, from the weights c and the Gram matrix G of
 * the gradients: √(cᵀ G c).
 * @param weights [size] effective weights
 * @param gram [size][size] inner products, row after row
 * @returns at least 0; NaN where a weight or a product is unknown. What is left of gradients that
 * cancel out is as exact as the products.
 */
export function directionLength(weights: readonly number[], gram: ArrayLike<number>): number {
  const size = weights.length;
  let square = 0;
  for (const [row, weight] of weights.entries()) {
    for (const [column, other] of weights.entries()) square += weight * other * (gram[row * size + column] ?? Number.NaN);
  }
  // Rounding must not make a square negative.
  return Math.sqrt(Math.max(0, square));
}
