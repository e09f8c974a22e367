import type { BalancingMethod } from './balancing-method';

/**
 * IMTL-L, the half of impartial multi-task learning that weighs losses (Liu et al. 2021, equation
 * 3): minimises Σ e^{s_i} L_i − s_i over the network and over s, which the optimiser learns along
 * with the network (its rate; no decay, no clipping). It rests where every e^{s_i} L_i is 1.
 */
export const imtlL: BalancingMethod = {
  parameters: {},
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  learns: true,
  papers: ['liu2021imtl'],
};
