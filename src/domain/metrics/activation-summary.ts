/** A layer's activations in a few numbers. */
export interface ActivationSummary {
  /** The least and the largest value; both 0 where there is none that is finite. */
  readonly lowest: number;
  readonly highest: number;
  /** How many of the values that are not 0 lie in each of equal intervals from `lowest` to `highest`. */
  readonly counts: readonly number[];
  /** The share of values that are exactly 0. */
  readonly zeros: number;
  /** The units that are 0 for every image and at every place, ascending. */
  readonly dead: readonly number[];
}

/** Intervals of a histogram. */
const bins = 40;

/**
 * A histogram of activations, and the units that never answer. A unit of ReLU that is 0 for all
 * images gets no gradient from them either: it is called dead.
 * @param values [images, …, units], row after row
 * @param units how many units: channels of an image, or entries of a vector
 */
export function summariseActivations(values: ArrayLike<number>, units: number): ActivationSummary {
  let [lowest, highest, zeros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const alive = new Uint8Array(units);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    if (value === 0) zeros += 1;
    else alive[at % units] = 1;
  }
  if (!Number.isFinite(lowest) || !Number.isFinite(highest)) [lowest, highest] = [0, 0];
  const counts = Array.from({ length: bins }, () => 0);
  const width = (highest - lowest) / bins;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value === 0 || Number.isNaN(value)) continue;
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((value - lowest) / width)) : 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const dead = Array.from({ length: units }, (_, unit) => unit).filter((unit) => alive[unit] === 0);
  return { lowest, highest, counts, zeros: values.length === 0 ? 0 : zeros / values.length, dead };
}
