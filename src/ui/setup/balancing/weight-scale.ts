/**
 * The largest value of the weight sliders: 1 while weights sum to 1; otherwise room to double the
 * largest weight, in steps of 1, 2, 5 … that stay while the thumb is dragged.
 */
export function sliderMaximum(weights: readonly number[], sumToOne: boolean): number {
  if (sumToOne) return 1;
  const largest = Math.max(0, ...weights);
  const ladder = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  return ladder.find((rung) => largest <= rung) ?? 1000;
}
