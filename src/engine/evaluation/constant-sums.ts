import { reshape, tensor1d, tidy, tile } from '@tensorflow/tfjs-core';
import type { Shape } from '../../domain/shape';
import type { Task } from '../../domain/tasks/task-kind';
import type { Batch } from '../data/batch';
import { measures } from '../measures/measures';

/**
 * The sums that a task's measure leaves on a batch where its head says the same of every example:
 * `output`, as many values as `shape` has.
 * @param task the task's place among those of the batch
 */
export async function constantSums({ measure }: Pick<Task, 'measure'>, output: Float32Array, shape: Shape, batch: Batch, task: number): Promise<Float32Array> {
  const target = batch.targets[task];
  if (target === undefined) throw new Error('a task without a target');
  const measured = tidy(() => {
    const each = tile(reshape(tensor1d(output), [1, output.length]), [batch.size, 1]);
    return measures[measure](reshape(each, [batch.size, ...shape]), target, batch.labels?.[task]);
  });
  const sums = Float32Array.from(await measured.data());
  measured.dispose();
  return sums;
}
