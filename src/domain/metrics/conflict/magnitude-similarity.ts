/**
 * How alike in length gradients are: 2 ‖g_i‖ ‖g_j‖ / (‖g_i‖² + ‖g_j‖²), 1 for equal lengths,
 * towards 0 the more one outweighs the other (Yu et al. 2020, "Gradient Surgery for Multi-Task
 * Learning", definition 2), from the gradients' Gram matrix.
 * @param gram [size][size] inner products, row after row
 * @returns [size][size]; 0 where one of two gradients is zero, NaN where both are
 */
export function magnitudeSimilarities(gram: ArrayLike<number>, size: number): readonly (readonly number[])[] {
  const norms = Array.from({ length: size }, (_, index) => Math.sqrt(gram[index * size + index] ?? Number.NaN));
  return norms.map((norm) => norms.map((other) => similarity(norm, other)));
}

/**
 * 2r / (1 + r²) of the ratio r of the shorter to the longer: squares of long gradients could
 * overflow.
 */
function similarity(norm: number, other: number): number {
  const longer = Math.max(norm, other);
  if (!(longer > 0)) return Number.NaN;
  const ratio = Math.min(norm, other) / longer;
  return (2 * ratio) / (1 + ratio * ratio);
}
