import { randomKey, randomPermutation } from '../../../lib/random';
import type { BalancingRule } from '../balancing-method';
import { stateless } from '../gram-weights';
import { at, inner, isFiniteMatrix } from '../solvers/matrix';

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
