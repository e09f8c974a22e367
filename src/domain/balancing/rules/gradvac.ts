import { randomKey, randomPermutation } from '../../../lib/random';
import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { at, inner, isFiniteMatrix, times, type Matrix } from '../solvers/matrix';
import { parameters } from '../gradvac';

/** A goal nearer to 1 than this would ask for boundless steps: only parallel gradients reach it. */
const HIGHEST_GOAL = 1 - 1e-9;

export const gradvacRule: BalancingRule = {
  balance: ({ gram, values, state, random }) => {
    const tasks = gram.length;
    if (!isFiniteMatrix(gram)) {
      return { weights: gram.map(() => Number.NaN), state, learnedGradient: [], notes: [] };
    }
    const beta = numberOf(parameters, values, 'beta');
    const goals = [...state];
    const weights = gram.map(() => 0);
    for (const task of gram.keys()) {
      const coefficients = gram.map((_, other): number => (other === task ? 1 : 0));
      for (const other of randomPermutation(randomKey(random, task), tasks)) {
        const cosine = cosineWith(gram, coefficients, other);
        if (other === task || cosine === undefined) continue;
        const place = task * tasks + other;
        const goal = Math.min(at(goals, place), HIGHEST_GOAL);
        if (cosine.value < goal) coefficients[other] = at(coefficients, other) + cosine.ratio * shareFor(cosine.value, goal);
        goals[place] = (1 - beta) * at(goals, place) + beta * cosine.value;
      }
      for (const [other, coefficient] of coefficients.entries()) weights[other] = at(weights, other) + coefficient;
    }
    return { weights, state: goals, learnedGradient: [], notes: [] };
  },
};

/**
 * Of Σ c_k g_k with g_j: the cosine, and ‖Σ c_k g_k‖ / ‖g_j‖; undefined where one of them is zero.
 */
function cosineWith(gram: Matrix, coefficients: readonly number[], other: number) {
  const row = gram[other] ?? [];
  const own = Math.sqrt(Math.max(0, inner(coefficients, times(gram, coefficients))));
  const norm = Math.sqrt(at(row, other));
  if (!(own > 0 && norm > 0)) return undefined;
  return { value: Math.max(-1, Math.min(1, inner(coefficients, row) / own / norm)), ratio: own / norm };
}

/** How much of g_j, in units of ‖g_i‖ / ‖g_j‖, raises the cosine to the goal. */
function shareFor(cosine: number, goal: number): number {
  return (goal * Math.sqrt(1 - cosine * cosine)) / Math.sqrt(1 - goal * goal) - cosine;
}
