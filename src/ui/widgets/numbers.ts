/** What a number field takes. `log` moves by 1, 2, 5, 10 …; otherwise by `step`. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  readonly log?: boolean;
  /** Default 1 for whole numbers; for others a hundredth of the range. */
  readonly step?: number;
}

/**
 * Reads what a person typed: full-width characters of a Chinese keyboard, a true minus, a comma for
 * thousands ("10,000") or for decimals ("0,5"), 1e-3. Undefined for anything else.
 */
export function readNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/[\s_\u00a0\u202f]/g, '').replace(/−/g, '-');
  const grouped = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain);
  const decimal = grouped ? plain.replace(/,/g, '') : plain.replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(decimal)) return undefined;
  const value = Number(decimal);
  return Number.isFinite(value) ? value : undefined;
}

/** The nearest number that the range allows. */
export function withinRange(value: number, range: NumberRange): number {
  const clamped = Math.min(range.max, Math.max(range.min, value));
  return (range.integer === true ? Math.round(clamped) : clamped) + 0;
}

/**
 * The next value up (direction 1) or down (−1), for arrow keys; ten steps at once with `large`. On
 * a log range the next of 1, 2, 5 × 10^k, or the next power of ten; below the smallest of them 0
 * where the range allows it.
 */
export function stepped(value: number, direction: 1 | -1, range: NumberRange, large = false): number {
  if (range.log === true) return withinRange(steppedLog(value, direction, range, large), range);
  const step = (range.step ?? (range.integer === true ? 1 : (range.max - range.min) / 100)) * (large ? 10 : 1);
  // To a multiple of the step, so that 0.123 goes to 0.13 and not to 0.133; the slack keeps
  // rounding errors from costing a step.
  const position = value / step;
  const next = direction === 1 ? Math.floor(position + 1e-6) + 1 : Math.ceil(position - 1e-6) - 1;
  return withinRange(Number((next * step).toPrecision(12)), range);
}

function steppedLog(value: number, direction: 1 | -1, range: NumberRange, large: boolean): number {
  const smallest = range.min > 0 ? range.min : 1e-6;
  if (value < smallest) return direction === 1 ? smallest : range.min;
  const ladder = large ? [1] : [1, 2, 5];
  const power = Math.floor(Math.log10(value) + 1e-9);
  const rungs = [power - 1, power, power + 1].flatMap((exponent) => ladder.map((rung) => Number(`${rung}e${exponent}`)));
  if (direction === 1) return rungs.find((rung) => rung > value * (1 + 1e-9)) ?? range.max;
  const lower = rungs.findLast((rung) => rung < value * (1 - 1e-9)) ?? range.min;
  return lower < smallest ? range.min : lower;
}
