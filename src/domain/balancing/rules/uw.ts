import type { BalancingRule } from '../balancing-method';

export const uncertaintyRule: BalancingRule = {
  balance: ({ losses, learned, state }) => {
    const weights = losses.map((_, task) => Math.exp(-(learned[task] ?? 0)) / 2);
    const weighted = losses.map((loss, task) => loss * (weights[task] ?? 0));
    return {
      weights,
      value: weighted.reduce((sum, part, task) => sum + part + (learned[task] ?? 0) / 2, 0),
      state,
      learnedGradient: weighted.map((part) => 0.5 - part),
      notes: [],
    };
  },
};
