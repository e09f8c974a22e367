import { predecessors } from '../src/domain/network/reachability';
import { sizeOf } from '../src/domain/shape';
import { analyseExperiment, batchSizeOf } from '../src/experiment/context';
import type { Experiment } from '../src/experiment/schema';

/**
 * Additions and multiplications of Adam's rule for a weight, roots and quotients counted as one
 * each.
 */
const operationsOfUpdate = 14;

/**
 * Floating-point operations of one training step: forward, the gradient of every weight, the
 * cotangents of every layer that something above can learn from, and the update. `perTask`: the
 * backward pass of a layer that several tasks share runs once for each of them, and their gradients
 * are compared (Gram matrix) and combined. Sums, pooling and activations count one for each value
 * they give.
 */
export function countOperations(experiment: Experiment, perTask: boolean): number {
  const analysis = analyseExperiment(experiment);
  const before = predecessors(experiment.network);
  const batch = batchSizeOf(experiment);
  const learns = new Set<string>();
  let perExample = 0;
  let parameters = 0;
  let shared = 0;
  for (const id of analysis.order) {
    const output = analysis.shapes.get(id) ?? [];
    const weights = analysis.weights.get(id) ?? [];
    const tasks = analysis.tasks.get(id)?.length ?? 0;
    const needsInputs = (before.get(id) ?? []).some((from) => learns.has(from));
    if (needsInputs || weights.length > 0) learns.add(id);
    // A kernel [k, k, in, out] is used at every place of the output; a matrix [in, out] once.
    const places = (kernel: readonly number[]) => (kernel.length > 2 ? sizeOf(output.slice(0, 2)) : 1);
    const products = weights.reduce((sum, { shape }) => sum + (shape.length > 1 ? 2 * sizeOf(shape) * places(shape) : 0), 0);
    const size = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const rows = perTask && tasks >= 2 ? tasks : 1;
    const forward = products + sizeOf(output);
    const backward = (weights.length > 0 ? products + sizeOf(output) : 0) + (needsInputs ? products + sizeOf(output) : 0);
    perExample += forward + rows * backward;
    parameters += size;
    if (tasks >= 2) shared += size;
  }
  const count = experiment.tasks.length;
  const comparing = perTask ? (count * (count + 1) + 2 * count) * shared : 0;
  return batch * perExample + operationsOfUpdate * parameters + comparing;
}
