import { randomKey, randomPermutation } from '../../lib/random';
import type { BalancingMethod, BalancingRule } from './balancing-method';
import { stateless } from './gram-weights';
import { at, inner, isFiniteMatrix } from './solvers/matrix';

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
  reference: 'Yu et al.: Gradient Surgery for Multi-Task Learning (NeurIPS 2020)',
};

export const pcgradRule: BalancingRule = {
  balance: ({ gram, state, random }) => {
    if (!isFiniteMatrix(gram)) return stateless({ weights: gram.map(() => Number.NaN), notes: [] }, state);
    const weights = gram.map(() => 0);
    for (const task of gram.keys()) {
      const coefficients = gram.map((_, other): number => (other === task ? 1 : 0));
      for (const other of randomPermutation(randomKey(random, task), gram.length)) {
        const row = gram[other] ?? [];
        const squared = at(row, other);
        if (other === task || squared === 0) continue;
        const product = inner(coefficients, row);
        if (product < 0) coefficients[other] = at(coefficients, other) - product / squared;
      }
      for (const [other, coefficient] of coefficients.entries()) weights[other] = at(weights, other) + coefficient;
    }
    return stateless({ weights, notes: [] }, state);
  },
};
