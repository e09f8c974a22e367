/**
 * Dice's coefficient of two masks [pixels] of classes, over what is not the ground (class 0): twice
 * the pixels where both have the same class by those of either; 1 where there is nothing but ground
 * in both.
 */
export function maskOverlap(answer: Float32Array, truth: Float32Array): number {
  let [common, both] = [0, 0];
  for (const [pixel, own] of answer.entries()) {
    const other = truth[pixel] ?? 0;
    both += Number(own > 0) + Number(other > 0);
    common += Number(own > 0 && own === other);
  }
  return both === 0 ? 1 : (2 * common) / both;
}
