import { randomUniform } from '../../lib/random';
import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod, BalancingRule } from './balancing-method';

const parameters: ParameterSpecs = {
  leak: { kind: 'real', min: 0, max: 1, default: 0, scale: 'linear' },
};

/**
 * GradDrop (Chen et al. 2020, algorithm 1): of each entry only the gradients of one sign are added
 * up, the positive ones with probability P = ½ (1 + Σg / Σ|g|); of the others the share `leak`
 * passes. Applied to the entries of the shared parameters' gradients, so the paper's sign of the
 * activations, which is for gradients of a representation summed over a batch, plays no part (as in
 * TorchJD). No weights say this direction.
 */
export const graddrop: BalancingMethod = {
  parameters,
  needs: 'jacobian',
  scalesTaskSpecific: false,
  usesPreference: false,
  reference: 'Chen et al.: Just Pick a Sign: Optimizing Deep Multitask Models with Gradient Sign Dropout (NeurIPS 2020)',
};

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
