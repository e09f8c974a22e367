import type { BalancingMethod } from './balancing-method';

/**
 * Σ w_i L_i with the weights that a person set. Whether those add up to 1 is a setting of the
 * document's (`weightsSumToOne`), which the sliders keep; the weights are used as they stand.
 */
export const staticWeights: BalancingMethod = {
  parameters: {},
  needs: 'nothing',
  scalesTaskSpecific: true,
  usesPreference: true,
  papers: [],
};
