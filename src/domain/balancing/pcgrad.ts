import { randomKey, randomPermutation } from '../../lib/random';
import type { BalancingMethod } from './balancing-method';

/**
 * PCGrad (Yu et al. 2020): each task's gradient loses, in random order, the part that points against another task's gradient;
 * the results are summed. Worked on coefficients: g_i' = Σ_k c_ik g_k, so inner products come from the Gram matrix alone.
 */
export const pcgrad: BalancingMethod = {
  parameters: {},
  needs: 'gram',
  scalesTaskSpecific: false,
  usesPreference: false,
  initialState: () => [],
  initialLearned: () => [],
  balance: ({ gram, losses, state, random }) => {
    const tasks = losses.length;
    const weights = losses.map(() => 0);
    for (let task = 0; task < tasks; task += 1) {
      const coefficients = losses.map((_, other): number => (other === task ? 1 : 0));
      for (const other of randomPermutation(randomKey(random, task), tasks)) {
        const squared = gram[other]?.[other] ?? 0;
        if (other === task || squared === 0) continue;
        const inner = coefficients.reduce((sum, coefficient, k) => sum + coefficient * (gram[k]?.[other] ?? 0), 0);
        if (inner < 0) coefficients[other] = (coefficients[other] ?? 0) - inner / squared;
      }
      coefficients.forEach((coefficient, k) => {
        weights[k] = (weights[k] ?? 0) + coefficient;
      });
    }
    return { weights, state, learnedGradient: [], converged: true };
  },
  reference: 'Yu et al.: Gradient Surgery for Multi-Task Learning (NeurIPS 2020)',
};
