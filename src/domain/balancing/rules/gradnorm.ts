import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { blocksOf } from '../kept-numbers';
import { projectOnSimplex } from '../solvers/simplex-projection';
import { at, sumOf } from '../solvers/matrix';
import { parameters } from '../gradnorm';

/** No weight falls below this: one that reached 0 would have no gradient to come back with. */
const LEAST_WEIGHT = 1e-3;

/**
 * A difference below this share of what it is the difference of is rounding, and says nothing about
 * its sign.
 */
const ROUNDING = 1e-12;

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
