import type { BalancingMethod, BalancingRule } from './balancing-method';
import { asDivisor, partsOf } from './loss-weights';
import { at, inner, sumOf } from './solvers/matrix';

/**
 * Geometric loss strategy (Chennupati et al. 2019): minimises the geometric mean (Π L_i)^{1/K}. Its
 * derivative by L_i, the effective weight, is the geometric mean over K L_i. A task whose loss is
 * below 1e-3 stands aside, and K counts the others; where all are, the weights are equal.
 */
export const gls: BalancingMethod = {
  parameters: {},
  needs: 'losses',
  scalesTaskSpecific: true,
  usesPreference: false,
  reference: 'Chennupati et al.: MultiNet++: Multi-Stream Feature Aggregation and Geometric Loss Strategy (CVPR Workshops 2019)',
};

export const glsRule: BalancingRule = {
  balance: ({ losses, state }) => {
    const divisors = losses.map(asDivisor);
    const parts = partsOf(losses);
    const count = sumOf(parts);
    const value = Math.exp(inner(parts, divisors.map(Math.log)) / count);
    const weights = divisors.map((divisor, task) => (at(parts, task) * value) / count / divisor);
    return { weights, value, state, learnedGradient: [], notes: [] };
  },
};
