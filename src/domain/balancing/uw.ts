import type { BalancingMethod } from './balancing-method';

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
  papers: ['kendall2018uncertainty'],
};
