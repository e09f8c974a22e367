import { summaries } from '../../domain/metrics/summaries';
import type { Stretch } from '../../lib/stretch';
import type { Plan } from '../../plan/compile';

/**
 * The first task of which an accumulator is NaN or infinite; undefined where all are finite.
 * `accumulators`: [tasks + sums], losses and then the sums for the metrics, as steps and tests
 * leave them.
 */
export function taskNotFinite({ tasks, steps }: Pick<Plan, 'tasks' | 'steps'>, accumulators: Float32Array): number | undefined {
  const behindLosses = accumulators.subarray(tasks.length);
  const task = sumsPlaces({ tasks, steps }).findIndex(({ offset, size }, index) => {
    const sums = behindLosses.subarray(offset, offset + size);
    return !Number.isFinite(accumulators[index]) || !sums.every(Number.isFinite);
  });
  return task < 0 ? undefined : task;
}

/** Where each task's sums lie among those of all tasks. */
export function sumsPlaces({ tasks, steps }: Pick<Plan, 'tasks' | 'steps'>): readonly Stretch[] {
  let offset = 0;
  return tasks.map(({ kind, head }) => {
    const size = summaries[kind.measure].sumsLength(steps[head]?.layer.outputShape ?? [0]);
    offset += size;
    return { offset: offset - size, size };
  });
}
