import type { BalancingMethod } from './balancing-method';

/**
 * PCGrad (Yu et al. 2020, algorithm 1): each task's gradient loses, in random order, the part that
 * points against another task's gradient; the results are summed. Worked on coefficients: g_i' =
 * Σ_k c_ik g_k, so inner products come from the Gram matrix alone.
 */
export const pcgrad: BalancingMethod = {
  parameters: {},
  needs: 'gram',
  scalesTaskSpecific: false,
  usesPreference: false,
  papers: ['yu2020pcgrad'],
};
