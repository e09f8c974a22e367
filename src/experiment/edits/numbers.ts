import { ok, type Result } from '../../lib/result';
import { refuse, type EditRefusal } from './refusal';

/**
 * The nearest number of an inclusive range, as a whole number where asked for; never −0, which a
 * link could not tell from 0.
 */
export function nearest(value: number, [min, max]: readonly [number, number], whole: boolean): number {
  const clamped = Math.min(max, Math.max(min, value));
  return (whole ? Math.round(clamped) : clamped) + 0;
}

/** The nearest number of a range, or a refusal for what is no number at all. */
export function numberIn(value: number, range: readonly [number, number], whole: boolean): Result<number, EditRefusal> {
  return Number.isNaN(value) ? refuse('not-a-number') : ok(nearest(value, range, whole));
}
