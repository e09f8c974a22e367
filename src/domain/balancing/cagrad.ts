import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { gramFacts } from './gram-facts';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  c: { kind: 'real', min: 0, max: 10, default: 0.5, scale: 'linear' },
};

/**
 * Conflict-averse gradient descent (Liu et al. 2021, algorithm 1): of all d with ‖d − g₀‖ ≤ c ‖g₀‖,
 * g₀ the mean, the one whose worst g_i · d is best. By duality d = g₀ + c ‖g₀‖ g_w / ‖g_w‖, where w
 * minimises g_w · g₀ + c ‖g₀‖ ‖g_w‖ over the simplex. The direction is not scaled down afterwards
 * (`rescale` 0 of the authors' code). Where the best g_w is zero, every d of the ball without
 * conflict is as good: the one nearest to g₀ is taken and 'singular' said.
 */
export const cagrad: BalancingMethod = {
  ...gramFacts,
  parameters,
  papers: ['liu2021cagrad'],
};
