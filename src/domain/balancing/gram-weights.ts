import type { ParameterValues } from '../parameters';
import type { BalancingInput, BalancingNote, BalancingOutput } from './balancing-method';
import { at, isFiniteMatrix, submatrix, type Matrix } from './solvers/matrix';
import { unitGram, type UnitGram } from './solvers/unit-gram';

/** The weights of the tasks that have a gradient, and what is to be told of them. */
export interface Weighed {
  readonly weights: readonly number[];
  readonly notes: readonly BalancingNote[];
}

/**
 * What methods on the Gram matrix [K][K] have in common. A matrix that is not finite gives weights
 * of NaN. Tasks whose gradient is zero are left out of `weigh`; they get `weightOfZero`, which
 * changes nothing on the shared parameters. `weigh` sees the others as lengths and cosines, and
 * their places among all tasks.
 */
export function weighGram(
  gram: Matrix,
  weigh: (unit: UnitGram, present: readonly number[]) => Weighed,
  weightOfZero = 0,
): Weighed {
  if (!isFiniteMatrix(gram)) return { weights: gram.map(() => Number.NaN), notes: [] };
  const present = [...gram.keys()].filter((task) => at(gram[task] ?? [], task) > 0);
  const weights = gram.map(() => weightOfZero);
  if (present.length === 0) return { weights, notes: [] };
  const weighed = weigh(unitGram(submatrix(gram, present)), present);
  present.forEach((task, place) => {
    weights[task] = at(weighed.weights, place);
  });
  return { weights, notes: weighed.notes };
}

/** The notes of a solver's outcome. */
export function notesOf(told: { readonly converged?: boolean; readonly singular?: boolean }): readonly BalancingNote[] {
  return [...(told.converged === false ? (['not-converged'] as const) : []), ...(told.singular === true ? (['singular'] as const) : [])];
}

/** What a method that keeps and learns nothing answers. */
export function stateless(weighed: Weighed, state: readonly number[]): BalancingOutput {
  return { ...weighed, state, learnedGradient: [] };
}

/** What a rule on the Gram matrix may look at beside the gradients. */
interface Given {
  readonly values: ParameterValues;
  /** [present tasks] what the sliders say. */
  readonly preference: readonly number[];
  /** Each task's part in the mean of all gradients, those of zero included: 1/K. */
  readonly share: number;
}

/**
 * What such a method answers.
 * @param weigh as `weighGram` asks it, of the tasks that have a gradient
 * @param start 'from-mean' where the direction is the mean and what is added to it, so that a task
 * without a gradient has its share as its weight, and not 0
 */
export function balanceByGram(
  { gram, values, preference, state }: BalancingInput,
  weigh: (unit: UnitGram, given: Given) => Weighed,
  start: 'from-mean' | 'from-zero' = 'from-zero',
): BalancingOutput {
  const share = 1 / gram.length;
  const weighPresent = (unit: UnitGram, present: readonly number[]) =>
    weigh(unit, { values, share, preference: present.map((task) => at(preference, task)) });
  return stateless(weighGram(gram, weighPresent, start === 'from-mean' ? share : 0), state);
}
