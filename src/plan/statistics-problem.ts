import { batchSizeOf } from '../experiment/context';
import type { Experiment } from '../experiment/schema';
import { sizeOf } from '../domain/shape';
import type { Problem } from '../protocol/problem';
import type { Plan } from './compile';
import { maximumBatch } from './batch-limit';

/**
 * 'one-value-per-channel' where a layer that normalises by its batch would get a single value per
 * channel, which has no variance, in the batch or in the smallest of its micro-batches. PyTorch
 * refuses that too. Undefined where there is nothing to say.
 */
export function statisticsProblem(plan: Plan, experiment: Experiment): Problem | undefined {
  const examples = batchSizeOf(experiment);
  const smallest = examples % maximumBatch(plan) || Math.min(examples, maximumBatch(plan));
  const step = plan.steps.find(({ statistics, layer }) => {
    const [first] = statistics;
    return first !== undefined && smallest * sizeOf(layer.outputShape) === first.size;
  });
  if (step === undefined) return undefined;
  return { code: 'one-value-per-channel', params: {}, detail: `layer ${step.layer.id}, ${smallest} example`, canContinue: false };
}
