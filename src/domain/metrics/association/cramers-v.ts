/**
 * Cramér's V between two variables with classes, from 0 for independent to 1 where each tells the
 * other: φ² = Σ pᵢⱼ² / (pᵢ pⱼ) − 1, and V = √(φ² / min(r − 1, c − 1)). Corrected for bias as by
 * Bergsma 2013 ("A bias-correction for Cramér's V and Tschuprow's T", J. Korean Stat. Soc. 42, p.
 * 324): independent variables come out near 0 with few examples too, and one with more classes that
 * tells the other comes out near 1, and just below it. Classes that no example has do not count.
 * @param first indices of classes [examples]
 * @param second those of the other variable, of the same examples
 * @returns NaN where one of them has a single class only, or there are fewer than two examples
 */
export function cramersV(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const examples = first.length;
  const [rows, columns, cells] = [new Map<number, number>(), new Map<number, number>(), new Map<string, number>()];
  for (let example = 0; example < examples; example += 1) {
    const [row = 0, column = 0] = [first[example], second[example]];
    rows.set(row, (rows.get(row) ?? 0) + 1);
    columns.set(column, (columns.get(column) ?? 0) + 1);
    const cell = `${row} ${column}`;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  let squares = -1;
  for (const [row, inRow] of rows) {
    for (const [column, inColumn] of columns) squares += (cells.get(`${row} ${column}`) ?? 0) ** 2 / (inRow * inColumn);
  }
  const [r, c] = [rows.size - 1, columns.size - 1];
  if (r < 1 || c < 1) return Number.NaN;
  const chance = 1 / (examples - 1);
  const most = Math.min(r - r * r * chance, c - c * c * chance);
  // Where every example is a class by itself, nothing is left that would not be chance.
  return most <= 0 ? Number.NaN : Math.sqrt(Math.min(1, Math.max(0, squares - r * c * chance) / most));
}
