import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod, BalancingRule } from './balancing-method';
import { blocksOf } from './kept-numbers';
import { projectOnSimplex } from './solvers/simplex-projection';
import { at, sumOf } from './solvers/matrix';

const parameters: ParameterSpecs = {
  alpha: { kind: 'real', min: 0, max: 10, default: 1.5, scale: 'linear' },
  rate: { kind: 'real', min: 1e-5, max: 1, default: 0.025, scale: 'log' },
};

/** No weight falls below this: one that reached 0 would have no gradient to come back with. */
const LEAST_WEIGHT = 1e-3;

/**
 * A difference below this share of what it is the difference of is rounding, and says nothing about
 * its sign.
 */
const ROUNDING = 1e-12;

/**
 * GradNorm (Chen et al. 2018, algorithm 1): the weights of this step are the ones kept; then one
 * step of plain gradient descent on Σ |w_i ‖g_i‖ − [Ḡ r_i^α]| moves them, where Ḡ is the mean of
 * the w_i ‖g_i‖, r_i the loss over the first loss relative to its mean over the tasks, and what is
 * in brackets counts as constant. The derivative by w_i is ±‖g_i‖, so no second derivative of the
 * network is needed; it is taken in units of the mean ‖g_j‖, so that the step does not depend on
 * the gradients' unit. The weights then go to the nearest ones with a sum of K and none below 1e-3.
 * A task whose gradient is zero keeps its weight, and the others are balanced without it: it would
 * drive them all to 1e-3. State: [K] the weights, [K] the first losses; a weight of 0, which none
 * can have, is that of a task that was in no step so far.
 */
export const gradnorm: BalancingMethod = {
  parameters,
  needs: 'gram',
  gramOf: 'last-shared',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: { perTask: 2 },
  reference: 'Chen, Badrinarayanan, Lee, Rabinovich: GradNorm (ICML 2018)',
};

export const gradnormRule: BalancingRule = {
  balance: ({ losses, gram, values, state }) => {
    const [before = [], firstBefore = []] = blocksOf(state, 2);
    const weights = before.map((weight) => (weight === 0 ? 1 : weight));
    const first = before.map((weight, task) => at(weight === 0 ? losses : firstBefore, task));
    const norms = gram.map((row, task) => Math.sqrt(at(row, task)));
    const known = [...losses, ...norms].every(Number.isFinite);
    const next = moved(weights, norms, ratesOf(losses, first), {
      alpha: numberOf(parameters, values, 'alpha'),
      rate: numberOf(parameters, values, 'rate'),
    });
    // A step that is no number must not stay in the weights for good; it is seen in the losses.
    const kept = next.every(Number.isFinite) ? next : weights;
    return {
      weights: known ? weights : weights.map(() => Number.NaN),
      state: [...kept, ...first],
      learnedGradient: [],
      notes: [],
    };
  },
};

/** [K] each loss over its first; 1 where that was 0. */
function ratesOf(losses: readonly number[], first: readonly number[]): readonly number[] {
  return losses.map((loss, task) => (at(first, task) > 0 ? loss / at(first, task) : 1));
}

/** The weights [K] after one step. `norms`: [K] ‖g_i‖; `progress`: [K] as of `ratesOf`. */
function moved(
  weights: readonly number[],
  norms: readonly number[],
  progress: readonly number[],
  { alpha, rate }: { readonly alpha: number; readonly rate: number },
): readonly number[] {
  const present = [...norms.keys()].filter((task) => norms[task] !== 0);
  if (present.length === 0) return weights;
  const meanOf = (values: readonly number[]) => sumOf(present.map((task) => at(values, task))) / present.length;
  const meanNorm = meanOf(norms);
  const meanWeighted = meanOf(norms.map((norm, task) => norm * at(weights, task)));
  const meanProgress = meanOf(progress);
  const stepped = present.map((task) => {
    const rank = meanProgress > 0 ? at(progress, task) / meanProgress : 1;
    const [own, goal] = [at(norms, task) * at(weights, task), meanWeighted * rank ** alpha];
    const sign = Math.abs(own - goal) <= ROUNDING * Math.max(own, goal) ? 0 : Math.sign(own - goal);
    return at(weights, task) - rate * sign * (at(norms, task) / meanNorm);
  });
  const next = [...weights];
  const projected = projectOnSimplex(stepped, sumOf(present.map((task) => at(weights, task))), LEAST_WEIGHT);
  present.forEach((task, place) => {
    next[task] = at(projected, place);
  });
  return next;
}
