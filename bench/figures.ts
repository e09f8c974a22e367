/** A measured value: the median of its repeats, and the least and greatest of them. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly repeats: number;
}

/** The middle of an odd number of values; of an even number the mean of the two middle ones. Throws when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, two) => one - two);
  const middle = sorted.length / 2;
  const lower = sorted[Math.ceil(middle) - 1];
  const upper = sorted[Math.floor(middle)];
  if (lower === undefined || upper === undefined) throw new Error('no values, no median');
  return (lower + upper) / 2;
}

/** Sums repeats up. */
export function figureOf(values: readonly number[]): Figure {
  return { median: median(values), least: Math.min(...values), greatest: Math.max(...values), repeats: values.length };
}

/** Three digits, however large or small. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 0.01 ? value.toPrecision(3) : value.toExponential(1);
}
