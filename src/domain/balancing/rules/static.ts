import type { BalancingRule } from '../balancing-method';

export const staticWeightsRule: BalancingRule = {
  balance: ({ preference, state }) => ({ weights: preference, state, learnedGradient: [], notes: [] }),
};
