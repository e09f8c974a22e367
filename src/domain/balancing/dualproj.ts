import type { BalancingMethod } from './balancing-method';
import { coneFacts } from './gram-facts';

/**
 * DualProj: the mean of the gradients, projected on the cone of directions that conflict with none
 * of them (the rule of gradient episodic memory, Lopez-Paz and Ranzato 2017, for tasks instead of
 * memories).
 */
export const dualproj: BalancingMethod = {
  ...coneFacts,
  papers: ['lopezpaz2017gem'],
};
