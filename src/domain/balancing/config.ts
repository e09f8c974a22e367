import type { BalancingMethod } from './balancing-method';
import { gramFacts } from './gram-facts';

/**
 * ConFIG (Liu, Chu and Thuerey 2024, equation 2): the direction whose cosine with every gradient is
 * the same, as long as the sum of the gradients' projections on it. With cosines C of the unit
 * gradients, it is Σ v_i g_i / ‖g_i‖ for C v = 1; where C has no inverse, v = C⁺ 1.
 */
export const config: BalancingMethod = {
  ...gramFacts,
  papers: ['liu2025config'],
};
