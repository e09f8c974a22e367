import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { gramFacts } from './gram-facts';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  alpha: { kind: 'real', min: 0.1, max: 10, default: 1, scale: 'log' },
};

/**
 * FairGrad (Ban and Ji 2024, equation 4): G x = x^{−1/α}, the α-fair division of progress among the
 * tasks: α = 1 is Nash-MTL without clipping, α → 0 the plain sum, α → ∞ looks after the task that
 * gains least. The direction is not clipped.
 */
export const fairgrad: BalancingMethod = {
  ...gramFacts,
  parameters,
  papers: ['ban2024fairgrad'],
};
