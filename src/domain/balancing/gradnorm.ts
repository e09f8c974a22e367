import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { at, sumOf } from './solvers/matrix';

const parameters: ParameterSpecs = {
  alpha: { kind: 'real', min: 0, max: 10, default: 1.5, scale: 'linear' },
  rate: { kind: 'real', min: 1e-5, max: 1, default: 0.025, scale: 'log' },
};

/** No weight falls below this: one that reached 0 would have no gradient to come back with. */
const LEAST_WEIGHT = 1e-3;

/**
 * GradNorm (Chen et al. 2018, algorithm 1): the weights of this step are the ones kept; then one step of plain gradient descent on
 * Σ |w_i ‖g_i‖ − [Ḡ r_i^α]| moves them, where Ḡ is the mean of the w_i ‖g_i‖, r_i the loss over the first loss relative to its mean over the tasks,
 * and what is in brackets counts as constant. The derivative by w_i is ±‖g_i‖, so no second derivative of the network is needed. At the end the weights are
 * raised to 1e-3 at least and scaled to a sum of K. State: [K] the weights, [K] the first losses.
 */
export const gradnorm: BalancingMethod = {
  parameters,
  needs: 'gram',
  gramOf: 'last-shared',
  scalesTaskSpecific: true,
  usesPreference: false,
  balance: ({ losses, gram, values, state }) => {
    const tasks = losses.length;
    const weights = state.length === 0 ? losses.map(() => 1) : state.slice(0, tasks);
    const first = state.length === 0 ? losses : state.slice(tasks);
    const norms = gram.map((row, task) => Math.sqrt(at(row, task)));
    const weighted = norms.map((norm, task) => norm * at(weights, task));
    const progress = losses.map((loss, task) => (at(first, task) > 0 ? loss / at(first, task) : 1));
    const meanProgress = sumOf(progress) / tasks;
    const meanNorm = sumOf(weighted) / tasks;
    const alpha = numberOf(parameters, values, 'alpha');
    const rate = numberOf(parameters, values, 'rate');
    const raised = weights.map((weight, task) => {
      const rank = meanProgress > 0 ? at(progress, task) / meanProgress : 1;
      const excess = at(weighted, task) - meanNorm * rank ** alpha;
      return Math.max(LEAST_WEIGHT, weight - rate * Math.sign(excess) * at(norms, task));
    });
    const sum = sumOf(raised);
    const next = raised.map((weight) => (weight * tasks) / sum);
    // A step that is no number must not stay in the weights for good; it is seen in the losses.
    const kept = next.every(Number.isFinite) ? next : weights;
    const known = [...losses, ...norms].every(Number.isFinite);
    return {
      weights: known ? weights : weights.map(() => Number.NaN),
      state: [...kept, ...first],
      learnedGradient: [],
      notes: norms.includes(0) ? ['zero-gradient'] : [],
    };
  },
  reference: 'Chen, Badrinarayanan, Lee, Rabinovich: GradNorm (ICML 2018)',
};
