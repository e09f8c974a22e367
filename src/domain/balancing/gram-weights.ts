import type { BalancingNote, BalancingOutput } from './balancing-method';
import { at, isFiniteMatrix, submatrix, type Matrix } from './solvers/matrix';
import { unitGram, type UnitGram } from './solvers/unit-gram';

/** The weights of the tasks that have a gradient, and what is to be told of them. */
export interface Weighed {
  readonly weights: readonly number[];
  readonly notes: readonly BalancingNote[];
}

/** [K] which gradients are zero, or, next to the longest, so short that their inner products are lost to rounding. */
export function zeroGradients(gram: Matrix, shortest = 1e-30): readonly boolean[] {
  const squares = gram.map((row, task) => at(row, task));
  const least = shortest ** 2 * Math.max(...squares);
  return squares.map((square) => square <= least);
}

/**
 * What methods on the Gram matrix [K][K] have in common. A matrix that is not finite gives weights of NaN. Tasks whose gradient is zero are left out
 * of `weigh` and said so; they get `weightOfZero`, which changes nothing on the shared parameters. `weigh` sees the others as lengths and cosines, and
 * their places among all tasks.
 */
export function weighGram(
  gram: Matrix,
  weigh: (unit: UnitGram, present: readonly number[]) => Weighed,
  weightOfZero = 0,
  shortest?: number,
): Weighed {
  if (!isFiniteMatrix(gram)) return { weights: gram.map(() => Number.NaN), notes: [] };
  const present = zeroGradients(gram, shortest).flatMap((zero, task) => (zero ? [] : [task]));
  const missing: readonly BalancingNote[] = present.length < gram.length ? ['zero-gradient'] : [];
  const weights = gram.map(() => weightOfZero);
  if (present.length === 0) return { weights, notes: missing };
  const weighed = weigh(unitGram(submatrix(gram, present)), present);
  present.forEach((task, place) => {
    weights[task] = at(weighed.weights, place);
  });
  return { weights, notes: [...missing, ...weighed.notes] };
}

/** The notes of a solver's outcome. */
export function notesOf(told: { readonly converged?: boolean; readonly singular?: boolean }): readonly BalancingNote[] {
  return [...(told.converged === false ? (['not-converged'] as const) : []), ...(told.singular === true ? (['singular'] as const) : [])];
}

/** What a method that keeps and learns nothing answers. */
export function stateless(weighed: Weighed, state: readonly number[]): BalancingOutput {
  return { ...weighed, state, learnedGradient: [] };
}
