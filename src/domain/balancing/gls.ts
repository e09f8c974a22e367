import type { BalancingMethod } from './balancing-method';
import { positive } from './loss-weights';
import { sumOf } from './solvers/matrix';

/**
 * Geometric loss strategy (Chennupati et al. 2019): minimises the geometric mean (Π L_i)^{1/K}. Its derivative by L_i, the effective weight, is
 * the geometric mean over K L_i.
 */
export const gls: BalancingMethod = {
  parameters: {},
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  balance: ({ losses, state }) => {
    const value = Math.exp(sumOf(losses.map((loss) => Math.log(positive(loss)))) / losses.length);
    const weights = losses.map((loss) => value / losses.length / positive(loss));
    return { weights, value, state, learnedGradient: [], notes: [] };
  },
  reference: 'Chennupati et al.: MultiNet++: Multi-Stream Feature Aggregation and Geometric Loss Strategy (CVPR Workshops 2019)',
};
