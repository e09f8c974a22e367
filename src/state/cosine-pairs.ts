import type { LayerConflict } from '../protocol/metrics';
import type { RunSeries } from './run-series';

/** The cosines of two tasks, added up by bucket. Tasks are indices. */
export interface CosinePair {
  readonly first: number;
  readonly second: number;
  /** Number of the bucket, from 1 → what was measured in its steps. */
  readonly buckets: Map<number, { readonly sum: number; readonly count: number }>;
}

/** What was added up last of a series: a chart asks several times a second, and a long run has thousands of measures. */
interface Added {
  readonly width: number;
  readonly layer: string | undefined;
  readonly pairs: Map<string, CosinePair>;
  /** How many of the measures are in, and the last of them. */
  count: number;
  last: LayerConflict | undefined;
}

const addedOf = new WeakMap<RunSeries, Added>();

/**
 * The cosines of every two tasks, "first-second" → sums by buckets of `width` steps, at one layer or (undefined) over all shared ones.
 * Only what was measured since the last call is added, unless the last call was about something else or the run was cut.
 */
export function cosinePairs(series: RunSeries, width: number, layer: string | undefined): ReadonlyMap<string, CosinePair> {
  const { conflicts } = series;
  let added = addedOf.get(series);
  const goesOn = added?.width === width && added.layer === layer && conflicts[added.count - 1] === added.last;
  if (added === undefined || !goesOn) {
    added = { width, layer, pairs: new Map(), count: 0, last: undefined };
    addedOf.set(series, added);
  }
  for (const [step, measured] of bySteps(conflicts.slice(added.count), layer)) {
    const number = Math.ceil(step / width);
    for (const { first, second, cosine } of cosines(measured)) {
      const key = `${first}-${second}`;
      const pair: CosinePair = added.pairs.get(key) ?? { first, second, buckets: new Map() };
      added.pairs.set(key, pair);
      const bucket = pair.buckets.get(number) ?? { sum: 0, count: 0 };
      pair.buckets.set(number, { sum: bucket.sum + cosine, count: bucket.count + 1 });
    }
  }
  added.count = conflicts.length;
  added.last = conflicts.at(-1);
  return added.pairs;
}

function bySteps(conflicts: readonly LayerConflict[], layer: string | undefined): ReadonlyMap<number, readonly LayerConflict[]> {
  const steps = new Map<number, LayerConflict[]>();
  for (const conflict of conflicts) {
    if (layer !== undefined && conflict.layer !== layer) continue;
    const same = steps.get(conflict.step);
    if (same === undefined) steps.set(conflict.step, [conflict]);
    else same.push(conflict);
  }
  return steps;
}

/** The cosine of every two tasks over the given layers: Σ gᵢ·gⱼ / √(Σ‖gᵢ‖² · Σ‖gⱼ‖²), over the layers that both of them share. */
function cosines(conflicts: readonly LayerConflict[]) {
  const sums = new Map<string, { first: number; second: number; product: number; firstNorm: number; secondNorm: number }>();
  for (const { tasks, gram } of conflicts) {
    const entry = (row: number, column: number) => gram[row * tasks.length + column] ?? Number.NaN;
    tasks.forEach((first, row) => {
      tasks.slice(row + 1).forEach((second, offset) => {
        const column = row + 1 + offset;
        const key = `${first}-${second}`;
        const sum = sums.get(key) ?? { first, second, product: 0, firstNorm: 0, secondNorm: 0 };
        sum.product += entry(row, column);
        sum.firstNorm += entry(row, row);
        sum.secondNorm += entry(column, column);
        sums.set(key, sum);
      });
    });
  }
  return [...sums.values()]
    .map(({ first, second, product, firstNorm, secondNorm }) => ({ first, second, cosine: product / Math.sqrt(firstNorm * secondNorm) }))
    .filter(({ cosine }) => Number.isFinite(cosine));
}
