import type { BalancingRule } from '../balancing-method';
import { asDivisor, partsOf } from '../loss-weights';
import { at, inner, sumOf } from '../solvers/matrix';

export const glsRule: BalancingRule = {
  balance: ({ losses, state }) => {
    const divisors = losses.map(asDivisor);
    const parts = partsOf(losses);
    const count = sumOf(parts);
    const value = Math.exp(inner(parts, divisors.map(Math.log)) / count);
    const weights = divisors.map((divisor, task) => (at(parts, task) * value) / count / divisor);
    return { weights, value, state, learnedGradient: [], notes: [] };
  },
};
