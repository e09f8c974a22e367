import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  normalise: { kind: 'choice', options: ['none', 'norm', 'loss', 'both'], default: 'none' },
};

/**
 * Multiple gradient descent (Désidéri 2012; Sener and Koltun 2018): min ‖Σ α_i g_i‖² over the
 * simplex.
 */
export const mgda: BalancingMethod = {
  parameters,
  needs: 'gram',
  scalesTaskSpecific: false,
  usesPreference: false,
  papers: ['sener2018mgda'],
};
