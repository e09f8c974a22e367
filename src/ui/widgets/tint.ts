/**
 * The ground of a cell with a number in [−1, 1]: warm below 0, cool above, stronger the further
 * from 0; the sign stands in the number.
 */
export function tintOf(value: number): string {
  if (Number.isNaN(value) || value === 0) return 'var(--sunken)';
  const share = Math.round(8 + 30 * Math.min(1, Math.abs(value)));
  return `color-mix(in srgb, ${value < 0 ? '#D55E00' : '#0072B2'} ${share}%, var(--surface))`;
}
