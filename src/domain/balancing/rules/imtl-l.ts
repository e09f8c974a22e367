import type { BalancingRule } from '../balancing-method';
import { at, sumOf } from '../solvers/matrix';

export const imtlLRule: BalancingRule = {
  balance: ({ losses, learned, state }) => {
    const weights = losses.map((_, task) => Math.exp(at(learned, task)));
    const weighted = losses.map((loss, task) => loss * at(weights, task));
    return {
      weights,
      value: sumOf(weighted) - sumOf(learned),
      state,
      learnedGradient: weighted.map((part) => part - 1),
      notes: [],
    };
  },
};
