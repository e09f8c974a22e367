import type { BalancingMethod } from './balancing-method';
import { coneFacts } from './gram-facts';

/**
 * UPGrad (Quinton and Rey 2024, equation 5): every gradient is projected on the cone of directions
 * that conflict with none, and the mean of the projections is taken. With eps = 0 the direction is
 * linear in the length of each gradient.
 */
export const upgrad: BalancingMethod = {
  ...coneFacts,
  papers: ['quinton2024upgrad'],
};
