import fc from 'fast-check';
import { isKeyOf, keysOf } from '../../lib/keys';
import { randomKey } from '../../lib/random';
import { beforeFirstStep, type BalancingInput, type BalancingOutput } from './balancing-method';
import { balancingMethod, balancingMethods, type BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import { at, inner, type Matrix } from './solvers/matrix';

/** Every id there is. */
export const allIds: readonly BalancingId[] = keysOf(balancingMethods);

const isId = isKeyOf(balancingMethods);

/** The id of that name; throws for an unknown one. */
export function idOf(name: string): BalancingId {
  if (!isId(name)) throw new Error(`no method is called ${name}`);
  return name;
}

/** J Jᵀ. */
export function gramOf(jacobian: Matrix): Matrix {
  return jacobian.map((row) => jacobian.map((other) => inner(row, other)));
}

/** Σ c_i g_i. */
export function directionOf(jacobian: Matrix, weights: readonly number[]): number[] {
  return (jacobian[0] ?? []).map((_, column) => inner(weights, jacobian.map((row) => at(row, column))));
}

/** The input of a method's first step, with whatever it may need. */
export function inputOf(id: BalancingId, jacobian: Matrix, given: Partial<BalancingInput> = {}): BalancingInput {
  const tasks = jacobian.length;
  return {
    losses: jacobian.map(() => 1),
    gram: gramOf(jacobian),
    jacobian: jacobian.map((row) => Float32Array.from(row)),
    preference: jacobian.map(() => 1 / tasks),
    values: {},
    ...beforeFirstStep(balancingMethod(id), tasks),
    step: 0,
    epoch: 0,
    random: randomKey(1),
    ...given,
  };
}

/** A method's first step on a Jacobian. */
export function firstStep(id: BalancingId, jacobian: Matrix, given: Partial<BalancingInput> = {}): BalancingOutput {
  return balancingRule(id).balance(inputOf(id, jacobian, given));
}

/** The direction of a method's output. */
export function directionFrom(jacobian: Matrix, { weights, direction }: BalancingOutput): number[] {
  if (direction !== undefined) return [...direction];
  if (weights === undefined) throw new Error('neither weights nor a direction');
  return directionOf(jacobian, weights);
}

/** The first step's direction. */
export function directionBy(id: BalancingId, jacobian: Matrix, given: Partial<BalancingInput> = {}): number[] {
  return directionFrom(jacobian, firstStep(id, jacobian, given));
}

/** The weights, or an error where there are none. */
export function weightsBy(id: BalancingId, jacobian: Matrix, given: Partial<BalancingInput> = {}): readonly number[] {
  const { weights } = firstStep(id, jacobian, given);
  if (weights === undefined) throw new Error(`${id} has no weights`);
  return weights;
}

/**
 * Random Jacobians of 2 to 6 tasks (or of so many) and 1 to 8 parameters, sometimes of low rank,
 * with entries from −10 to 10.
 */
export function jacobians(least = 2, most = 6): fc.Arbitrary<number[][]> {
  const entry = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: -2, max: 2 }));
  return fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 1, max: 8 }))
    .chain(([tasks, width]) => fc.array(fc.array(entry, { minLength: width, maxLength: width }), { minLength: tasks, maxLength: tasks }));
}

/**
 * Jacobians whose rows are well apart: the least eigenvalue of their cosines is not small, so that
 * inverses mean something.
 */
export function regularJacobians(least = 2, most = 6): fc.Arbitrary<number[][]> {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  const scale = fc.double({ min: -3, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);
  return fc.integer({ min: least, max: most }).chain((tasks) => {
    const rows = fc.array(fc.array(entry, { minLength: tasks + 1, maxLength: tasks + 1 }), { minLength: tasks, maxLength: tasks });
    return fc
      .tuple(rows, fc.array(scale, { minLength: tasks, maxLength: tasks }), fc.constantFrom(-1, 1))
      .map(([jacobian, scales, sign]) =>
        // A part of its own for every row keeps the rows apart.
        jacobian.map((row, task) => row.map((value, column) => (value + (column === task ? 3 * sign ** task : 0)) * at(scales, task))),
      );
  });
}

/** The length of a vector. */
export function lengthOf(vector: readonly number[]): number {
  return Math.sqrt(inner(vector, vector));
}

/** The largest difference between two vectors' entries. */
export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(0, ...a.map((value, index) => Math.abs(value - at(b, index))));
}
