import type { SweepField } from '../../../experiment/studies/kinds/sweep-fields';
import { readNumber } from '../../widgets/numbers';

/**
 * The numbers of a list that a person typed, set apart by commas, blanks or semicolons; undefined
 * where one of them is no number.
 */
export function readValues(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;，、；]+/).filter((part) => part !== '');
  const values = parts.map(readNumber);
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

/** The list as a person would type it. */
export function writeValues(values: readonly number[]): string {
  return values.map((value) => String(value)).join(', ');
}

export interface Spacing {
  readonly from: number;
  readonly to: number;
  /** At least 1. */
  readonly count: number;
  readonly scale: 'linear' | 'log';
}

/**
 * Values from one end to the other at equal distances, or in equal ratios where both ends are above
 * 0; to three significant digits, but the ends as they are. Whole numbers where only those are
 * allowed; what would be there twice is there once.
 */
export function spacedValues({ from, to, count, scale }: Spacing, integer: boolean): readonly number[] {
  const ratio = scale === 'log' && from > 0 && to > 0;
  const values = Array.from({ length: count }, (_, index) => {
    if (index === 0) return from;
    if (index === count - 1) return to;
    const share = index / (count - 1);
    const value = ratio ? from * (to / from) ** share : from + (to - from) * share;
    return Number(value.toPrecision(3));
  });
  return [...new Set(integer ? values.map(Math.round) : values)];
}

/** Where a sweep of a field may well begin: around its present value, within its range. */
export function usualSpacing({ value, min, max, scale }: Pick<SweepField, 'value' | 'min' | 'max' | 'scale'>): Spacing {
  const clamp = (wanted: number) => Number(Math.min(max, Math.max(min, wanted)).toPrecision(3));
  if (scale === 'log' && value > 0) return { from: clamp(value / 4), to: clamp(value * 4), count: 3, scale };
  const reach = max - min <= 1 ? (max - min) / 4 : Math.max(Math.abs(value) / 2, 1);
  return { from: clamp(value - reach), to: clamp(value + reach), count: 3, scale: 'linear' };
}
