import { randomNormal } from '../../lib/random';
import type { BalancingMethod, BalancingRule } from './balancing-method';
import { softmax } from './loss-weights';

/**
 * Random loss weighting (Lin, Ye, Zhang and Tsang 2022): w = softmax of K draws from N(0, 1), anew
 * in each step.
 */
export const rlw: BalancingMethod = {
  parameters: {},
  needs: 'nothing',
  scalesTaskSpecific: true,
  usesPreference: false,
  reference: 'Lin, Ye, Zhang, Tsang: Reasonable Effectiveness of Random Weighting (TMLR 2022)',
};

export const rlwRule: BalancingRule = {
  balance: ({ preference, random, state }) => ({
    weights: softmax(preference.map((_, task) => randomNormal(random, task))),
    state,
    learnedGradient: [],
    notes: [],
  }),
};
