import type { BalancingMethod, BalancingRule } from './balancing-method';

/**
 * Uncertainty weighting (Kendall, Gal and Cipolla 2018): minimises Σ L_i / (2 e^{s_i}) + s_i / 2
 * over the network and over s, the logarithm of each task's variance, which the optimiser learns
 * along with the network (its rate; no decay, no clipping).
 */
export const uncertainty: BalancingMethod = {
  parameters: {},
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  learns: true,
  reference: 'Kendall, Gal, Cipolla: Multi-Task Learning Using Uncertainty to Weigh Losses (CVPR 2018)',
};

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
