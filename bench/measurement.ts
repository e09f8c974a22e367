import { median } from '../src/lib/median';

/** A measured value: the median of its repeats, and the least and greatest of them. */
export interface Measurement {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly repeats: number;
}

/** Sums repeats up. */
export function measurementOf(values: readonly number[]): Measurement {
  return { median: median(values), least: Math.min(...values), greatest: Math.max(...values), repeats: values.length };
}

/** Three digits, however large or small. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 0.01 ? value.toPrecision(3) : value.toExponential(1);
}
