import { randomUniform } from '../../../lib/random';
import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { parameters } from '../graddrop';

export const graddropRule: BalancingRule = {
  balance: ({ jacobian, values, state, random }) => {
    const leak = numberOf(parameters, values, 'leak');
    const direction = new Float32Array(jacobian[0]?.length ?? 0);
    for (let entry = 0; entry < direction.length; entry += 1) {
      let positive = 0;
      let negative = 0;
      for (const gradient of jacobian) {
        const value = gradient[entry] ?? Number.NaN;
        // A NaN goes with the negative ones and makes the entry NaN, whichever sign is drawn.
        if (value >= 0) positive += value;
        else negative += value;
      }
      // P = ½ (1 + (positive + negative) / (positive − negative)) = positive / (positive −
      // negative).
      const keepsPositive = randomUniform(random, entry) * (positive - negative) < positive;
      direction[entry] = Number.isNaN(negative) ? Number.NaN : keepsPositive ? positive + leak * negative : negative + leak * positive;
    }
    return { weights: undefined, direction, state, learnedGradient: [], notes: [] };
  },
};
