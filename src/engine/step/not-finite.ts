import { sumsPlaces } from '../../domain/metrics/task-metrics';
import type { Plan } from '../../plan/compile';

/**
 * The first task of which an accumulator is NaN or infinite; undefined where all are finite.
 * `accumulators`: [tasks + sums], losses and then the sums for the metrics, as steps and tests
 * leave them.
 */
export function taskNotFinite({ layout }: Pick<Plan, 'layout'>, accumulators: Float32Array): number | undefined {
  const behindLosses = accumulators.subarray(layout.length);
  const task = sumsPlaces(layout).findIndex(({ offset, size }, index) => {
    const sums = behindLosses.subarray(offset, offset + size);
    return !Number.isFinite(accumulators[index]) || !sums.every(Number.isFinite);
  });
  return task < 0 ? undefined : task;
}
