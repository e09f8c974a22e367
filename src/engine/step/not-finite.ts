import { summaries } from '../../domain/metrics/summaries';
import type { Plan } from '../../plan/compile';

/**
 * The first task of which an accumulator is NaN or infinite; undefined where all are finite.
 * `accumulators`: [tasks + sums], losses and then the sums for the metrics, as steps and tests
 * leave them.
 */
export function taskNotFinite({ tasks, steps }: Pick<Plan, 'tasks' | 'steps'>, accumulators: Float32Array): number | undefined {
  let read = tasks.length;
  for (const [task, { kind, head }] of tasks.entries()) {
    const length = summaries[kind.measure].sumsLength(steps[head]?.layer.outputShape ?? [0]);
    const sums = accumulators.subarray(read, (read += length));
    if (!Number.isFinite(accumulators[task]) || !sums.every(Number.isFinite)) return task;
  }
  return undefined;
}
