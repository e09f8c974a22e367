/**
 * The cosines of the angles between gradients: g_i · g_j / (‖g_i‖ ‖g_j‖), from their Gram matrix.
 * @param gram [size][size] inner products, row after row
 * @returns [size][size]; NaN where a gradient is zero and has no direction
 */
export function cosineMatrix(gram: ArrayLike<number>, size: number): readonly (readonly number[])[] {
  const norms = Array.from({ length: size }, (_, index) => Math.sqrt(gram[index * size + index] ?? Number.NaN));
  return norms.map((norm, row) =>
    norms.map((other, column) => {
      const product = norm * other;
      const cosine = product > 0 ? (gram[row * size + column] ?? Number.NaN) / product : Number.NaN;
      // Rounding must not make an angle impossible.
      return Math.min(1, Math.max(-1, cosine));
    }),
  );
}

/** Two different rows of a cosine matrix, and their cosine. */
export interface CosinePair {
  readonly first: number;
  readonly second: number;
  readonly cosine: number;
}

/** The pair with the lowest cosine; undefined where no two have a direction. */
export function lowestPair(cosines: readonly (readonly number[])[]): CosinePair | undefined {
  let lowest: CosinePair | undefined;
  for (const [first, row] of cosines.entries()) {
    for (let second = first + 1; second < row.length; second += 1) {
      const cosine = row[second] ?? Number.NaN;
      if (!Number.isNaN(cosine) && (lowest === undefined || cosine < lowest.cosine)) lowest = { first, second, cosine };
    }
  }
  return lowest;
}
