/** Counts of two yes-or-no variables of the same examples. */
export interface FourCounts {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/**
 * The phi coefficient of two yes-or-no variables (Yule 1912): (both · neither − first only · second
 * only) / √(the product of the four margins), which is Pearson's correlation of the two as 0 and 1.
 * From −1 to 1; NaN where one of them never varies.
 */
export function phi({ both, firstOnly, secondOnly, neither }: FourCounts): number {
  const margins = [both + firstOnly, secondOnly + neither, both + secondOnly, firstOnly + neither];
  // Roots first: the product of four large counts would lose digits.
  return (both * neither - firstOnly * secondOnly) / margins.reduce((product, margin) => product * Math.sqrt(margin), 1);
}
