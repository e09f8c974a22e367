import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { gramFacts } from './gram-facts';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  maxNorm: { kind: 'real', min: 0, max: 100, default: 1, scale: 'linear' },
};

/**
 * Nash-MTL (Navon et al. 2022, claim 3.1): G α = 1/α, the tasks' bargaining solution, solved in
 * each step to the end (the authors' code stops a sequence of convex programmes after 20). Its
 * direction has the length √K whatever the gradients' scale; it is clipped to `maxNorm`, 0 for not
 * at all.
 */
export const nash: BalancingMethod = {
  ...gramFacts,
  parameters,
  papers: ['navon2022nash'],
};
