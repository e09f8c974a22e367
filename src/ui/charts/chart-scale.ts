import type { Steps } from './steps';

/**
 * The values that an axis shows, and where it has its lines: from the lower end to the upper one.
 */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** True where equal factors have equal distances; all values on it are positive then. */
  readonly isLog?: boolean;
}

/**
 * How the axis of a chart behaves: where it begins before there are data, and beyond what it never
 * grows.
 */
export interface ScaleRule {
  readonly start: readonly [low: number, high: number];
  readonly limits: readonly [low: number, high: number];
}

/** Smallest and largest value that is drawn; undefined when nothing is. */
type Extent = readonly [low: number, high: number] | undefined;

/**
 * An axis that holds both values, with at most five steps of 1, 2, 2.5 or 5 times a power of ten.
 */
export function tidyScale(low: number, high: number): Scale {
  const span = high - low > 0 ? high - low : Math.max(Math.abs(high), 1) * 0.1;
  // Keeps an end that lies on a line from being pushed to the next one by rounding. One length for
  // all steps: where a fine step does not fit, the axis that a coarse one makes does not let it fit
  // either, so an axis made again stays.
  const tolerance = span * 1e-9;
  const power = 10 ** Math.floor(Math.log10(span / 5));
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50]) {
    const step = factor * power;
    const first = Math.floor((low + tolerance) / step);
    const last = Math.max(first + 1, Math.ceil((high - tolerance) / step));
    if (last - first <= 5) {
      const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
      return { low: ticks[0] ?? low, high: ticks.at(-1) ?? high, ticks };
    }
  }
  return { low, high, ticks: [low, high] };
}

/** The axis before there are data. */
export function startScale(rule: ScaleRule): Scale {
  return tidyScale(rule.start[0], rule.start[1]);
}

/**
 * The same axis while everything fits, so that it stays where it is; else one that also holds what
 * outgrew it, within the limits.
 */
export function growScale(scale: Scale, extent: Extent, rule: ScaleRule): Scale {
  if (extent === undefined) return scale;
  const [low, high] = clampTo(extent, rule.limits);
  if (low >= scale.low && high <= scale.high) return scale;
  return tidyScale(Math.min(low, scale.low), Math.max(high, scale.high));
}

/** An axis that just holds the data. */
export function fitScale(extent: Extent, rule: ScaleRule): Scale {
  if (extent === undefined) return startScale(rule);
  const [low, high] = clampTo(extent, rule.limits);
  return tidyScale(low, high);
}

/** How many digits after the point the lines of an axis need. */
export function tickDigits({ ticks }: Scale): number {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  for (let digits = 0; digits < 8; digits += 1) {
    if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) return digits;
  }
  return 8;
}

/**
 * Lines of the axis of steps: the first one, tidy values, and the last one; none close to an end
 * whose label would hide its own.
 */
export function stepTicks(steps: Steps, count: number): readonly number[] {
  const { from, to } = typeof steps === 'number' ? { from: 0, to: steps } : steps;
  const tidy = tidyScale(0, (to - from) * (5 / Math.max(1, count))).ticks[1] ?? to;
  const step = Math.max(1, Math.ceil(tidy));
  const inner: number[] = [];
  for (let tick = step * Math.ceil((from + 0.6 * step) / step); tick <= to - 0.6 * step; tick += step) inner.push(tick);
  return [from, ...inner, to];
}

function clampTo([low, high]: readonly [number, number], limits: readonly [number, number]): readonly [number, number] {
  return [Math.max(low, limits[0]), Math.min(high, limits[1])];
}
