import type { Experiment } from '../../experiment/schema';
import { compile, type Plan } from '../../plan/compile';
import { initialWeights } from '../../plan/first-weights';

/** The plan of an experiment that is known to be sound. */
export function planOf(experiment: Experiment): Plan {
  const plan = compile(experiment);
  if (!plan.ok) throw new Error(plan.error.detail);
  return plan.value;
}

/**
 * First weights [parameters], somewhat off: biases start at 0, where a mistake with them would not
 * show.
 */
export function shakenWeights(plan: Plan): Float32Array {
  return initialWeights(plan).map((weight, index) => weight + 0.1 * Math.sin(index + 1));
}
