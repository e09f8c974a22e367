import type { BalancingMethod } from './balancing-method';

/** Σ w_i L_i with the weights that a person set. */
export const staticWeights: BalancingMethod = {
  parameters: {},
  needs: 'nothing',
  scalesTaskSpecific: true,
  usesPreference: true,
  initialState: () => [],
  initialLearned: () => [],
  balance: ({ preference, state }) => ({ weights: preference, state, learnedGradient: [], converged: true }),
  reference: '',
};
