/** What a row shows on the scale, in percent, better above 0; NaN where there is nothing to show. */
export interface Dot {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** What stands beside a dot. */
export interface DotTexts {
  /** What the dot is made of, such as both values. */
  readonly figures: string;
  /** The difference, and in words what it says. */
  readonly says: string;
  /** True where the difference is shown; all else is grey. */
  readonly shown: boolean;
}

/** How many times as far as the farthest dot the scale reaches at the most. */
const farthest = 4;
/** The shortest scale, in percent. */
const least = 0.1;

/**
 * How far the scale reaches to either side of zero, in percent: a round number. All
 * dots lie on it with room beside them. Intervals do where they are not much wider than the dots are
 * far off; the few wide ones of few seeds would else push all dots onto the zero line.
 */
export function scaleReach(dots: readonly Dot[]): number {
  const sound = dots.filter(({ at }) => Number.isFinite(at));
  const dot = Math.max(least, ...sound.map(({ at }) => 1.15 * Math.abs(at)));
  const interval = Math.max(0, ...sound.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]).filter(Number.isFinite));
  return roundedUp(Math.min(Math.max(dot, interval), farthest * dot));
}

function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 3, 4, 5, 7, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  // Without the last digits of a double: 0.30000000000000004.
  return Number((factor * power).toPrecision(6));
}

/** The place of a value on a scale that reaches so far, in percent of its width from the left, 0 to 100. */
export function placeOnScale(value: number, reach: number): number {
  return 50 + 50 * Math.min(1, Math.max(-1, value / reach));
}
