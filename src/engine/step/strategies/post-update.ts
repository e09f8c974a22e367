import { concat, slice, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { balancingRule } from '../../../domain/balancing/balancing-rules';
import type { GroupState } from '../../../domain/balancing/task-groups';
import type { Weighing } from '../../balancing/balance';
import type { StepInput } from '../step-contract';
import { overBatches } from '../micro-batches';
import type { LayerWeights } from '../forward';

/**
 * For methods that look at the batch once more after the update: what to keep of each group. The
 * same images run through the moved weights, `layers`, with the same dropout masks as before (those
 * of the step), so that the losses differ by the update alone; running statistics of normalisation
 * are not touched by it. Other methods keep what they had.
 */
export async function postUpdate(
  input: StepInput,
  layers: () => LayerWeights,
  accumulators: Tensor1D,
  weighed: Weighing,
): Promise<readonly GroupState[]> {
  const { plan, live } = input;
  const { postUpdate: moveOn } = balancingRule(live.balancing.method);
  if (moveOn === undefined || !weighed.asked) return weighed.kept;
  const tasks = plan.tasks.length;
  const after = overBatches({ ...input, layers: layers() }, [], () => ({}));
  const both = tidy(() => concat([slice(accumulators, 0, tasks), slice(after.accumulators, 0, tasks)]));
  after.accumulators.dispose();
  const losses = [...(await both.data())];
  both.dispose();
  // Losses that are not finite end the training: the log says so.
  if (!losses.every(Number.isFinite)) return weighed.kept;
  const [lossesBefore, lossesAfter] = [losses.slice(0, tasks), losses.slice(tasks)];
  const seen = (values: readonly number[], { tasks: places }: GroupState) =>
    places.map((place) => values[plan.balanced[place] ?? -1] ?? Number.NaN);
  return weighed.kept.map((group) => ({
    ...group,
    state: moveOn({ lossesBefore: seen(lossesBefore, group), lossesAfter: seen(lossesAfter, group), values: live.balancing.values, state: group.state }),
  }));
}
