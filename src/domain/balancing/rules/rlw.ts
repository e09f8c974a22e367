import { randomNormal } from '../../../lib/random';
import type { BalancingRule } from '../balancing-method';
import { softmax } from '../loss-weights';

export const rlwRule: BalancingRule = {
  balance: ({ preference, random, state }) => ({
    weights: softmax(preference.map((_, task) => randomNormal(random, task))),
    state,
    learnedGradient: [],
    notes: [],
  }),
};
