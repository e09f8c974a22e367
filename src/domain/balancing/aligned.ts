import type { BalancingMethod } from './balancing-method';
import { gramFacts } from './gram-facts';

/**
 * Aligned-MTL (Senushkin et al. 2023, algorithm 1): the weights √λ_min V Λ^{−½} Vᵀ p, which make
 * the matrix of gradients one with equal singular values, as long as the least of them. p is what
 * the sliders say. Eigenvalues that are 0 in single precision are left out, as in the authors'
 * code, and λ_min is the least of the others.
 */
export const aligned: BalancingMethod = {
  ...gramFacts,
  usesPreference: true,
  papers: ['senushkin2023aligned'],
};
