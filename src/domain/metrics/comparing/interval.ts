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
 * What an estimated difference says. 'no-difference-shown': its interval covers zero; 'too-few':
 * there is no interval, so it says nothing about other seeds.
 */
export type Verdict = 'difference' | 'no-difference-shown' | 'too-few';

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
  const reach = studentQuantile((1 + confidenceLevel) / 2, count - 1) * error;
  return { count, mean, interval: { low: mean - reach, high: mean + reach }, method };
}

/** What the estimate of a difference says; an end of the interval at exactly 0 still covers it. */
export function verdictOf({ interval }: Estimate): Verdict {
  if (interval === undefined) return 'too-few';
  return interval.low <= 0 && interval.high >= 0 ? 'no-difference-shown' : 'difference';
}
