import { sizeOf } from '../domain/shape';
import type { Plan } from './compile';

/** What one forward and backward pass may hold at a time. */
const budget = 512 * 1024 * 1024;
const bytesPerValue = 4;

/**
 * The most examples of one pass that stay under the budget, 1 at the least. Counted for each example and each layer: its output
 * and what it saves, and for each of its tasks, which all may flow back at a time, the cotangents of its output, before and after its
 * activation, and of its inputs. The balancing method does not count: one that can do with less must not see other parts of a batch.
 */
export function maximumBatch(plan: Plan): number {
  let values = 0;
  for (const step of plan.steps) {
    const rows = step.tasks.length;
    const output = sizeOf(step.layer.outputShape);
    const inputs = step.needsInputs ? step.layer.inputShapes.reduce((sum, shape) => sum + sizeOf(shape), 0) : 0;
    values += 2 * output + rows * (2 * output + inputs);
  }
  return Math.max(1, Math.floor(budget / (bytesPerValue * Math.max(1, values))));
}
