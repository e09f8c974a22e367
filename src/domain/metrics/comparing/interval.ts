import { studentQuantile } from './student-t';

/** Share of such intervals that would hold the true mean. */
const confidenceLevel = 0.95;

/** How an interval was made: of the values themselves, or of the differences of pairs. */
export type IntervalMethod = 'student-t' | 'paired-t';

/** A mean and how sure it is. */
export interface Estimate {
  readonly count: number;
  /** NaN for no values. */
  readonly mean: number;
  /**
   * The 95 % confidence interval of the mean; undefined below two values, of which nobody can tell
   * how much they vary.
   */
  readonly interval: { readonly low: number; readonly high: number } | undefined;
  readonly method: IntervalMethod;
}

/**
 * What an estimated difference says. 'difference': its 95 % interval leaves out zero.
 * 'not-yet-certain': that interval covers zero while the 90 % one does not, or there are two equal
 * values, which cannot tell how much others would vary. 'no-difference-shown': both cover zero.
 * 'too-few': there is no interval, so it says nothing about other seeds.
 */
export type Verdict = 'difference' | 'not-yet-certain' | 'no-difference-shown' | 'too-few';

/** Share of intervals that a hint rests on: a difference that is told, but not yet certain. */
const hintLevel = 0.9;

/**
 * The mean of some runs and its interval by Student's t: mean ± t(n − 1) s / √n. Takes the values
 * to be independent and roughly normal.
 */
export function estimate(values: readonly number[]): Estimate {
  return estimateBy('student-t', values);
}

/**
 * The mean of the differences first − second of runs that belong together pair by pair (the same
 * seed), with the interval of the paired t test: what both runs of a pair owe to their seed falls
 * away. Throws for lists of different lengths.
 */
export function pairedEstimate(first: readonly number[], second: readonly number[]): Estimate {
  if (first.length !== second.length) throw new Error(`${first.length} runs cannot be paired with ${second.length}`);
  return estimateBy('paired-t', first.map((value, index) => value - (second[index] ?? Number.NaN)));
}

/** An estimate of values that are differences of pairs already. */
export function estimateOfDifferences(differences: readonly number[]): Estimate {
  return estimateBy('paired-t', differences);
}

function estimateBy(method: IntervalMethod, values: readonly number[]): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2 || !Number.isFinite(mean)) return { count, mean, interval: undefined, method };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / (count - 1) / count);
  const reach = quantile(confidenceLevel, count) * error;
  return { count, mean, interval: { low: mean - reach, high: mean + reach }, method };
}

/** How many standard errors an interval of that level reaches to either side, for so many values. */
function quantile(level: number, count: number): number {
  return studentQuantile((1 + level) / 2, count - 1);
}

/** What the estimate of a difference says; an end of an interval at exactly 0 still covers it. */
export function verdictOf({ count, mean, interval }: Estimate): Verdict {
  if (interval === undefined) return 'too-few';
  const reach = (interval.high - interval.low) / 2;
  if (count === 2 && reach === 0 && mean !== 0) return 'not-yet-certain';
  if (interval.low > 0 || interval.high < 0) return 'difference';
  const hintReach = (reach * quantile(hintLevel, count)) / quantile(confidenceLevel, count);
  return Math.abs(mean) > hintReach ? 'not-yet-certain' : 'no-difference-shown';
}
