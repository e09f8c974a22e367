import type { BalancingMethod } from './balancing-method';

/**
 * Random loss weighting (Lin, Ye, Zhang and Tsang 2022): w = softmax of K draws from N(0, 1), anew
 * in each step.
 */
export const rlw: BalancingMethod = {
  parameters: {},
  needs: 'nothing',
  scalesTaskSpecific: true,
  usesPreference: false,
  papers: ['lin2022rlw'],
};
