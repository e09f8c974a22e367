import type { BalancingMethod } from './balancing-method';

/**
 * Geometric loss strategy (Chennupati et al. 2019): minimises the geometric mean (Π L_i)^{1/K}. Its
 * derivative by L_i, the effective weight, is the geometric mean over K L_i. A task whose loss is
 * below 1e-3 stands aside, and K counts the others; where all are, the weights are equal.
 */
export const gls: BalancingMethod = {
  parameters: {},
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  papers: ['chennupati2019multinet'],
};
