import {
  abs, add, broadcastTo, div, fill, greater, maximum, minimum, mul, reshape, sign, sqrt, square, sub, where, type Tensor, type Tensor1D,
} from '@tensorflow/tfjs-core';
import { instructionsOf, type Instruction, type UpdateProgram } from './program';
import { hasOwnKernel, runOwnMany } from '../operations/own-kernel';

/** What an update program computes with. */
export interface UpdateVectors {
  /** [parameters], as gradient and slots. */
  readonly weights: Tensor1D;
  readonly gradient: Tensor1D;
  readonly slots: readonly Tensor1D[];
  /** The sum of squares of the gradient, one number, where the program asks for it. */
  readonly squares?: Tensor | undefined;
}

/** Runs an update program for every weight: as many new vectors [parameters] as it has outputs. */
export function updateWeights({ program, outputs }: UpdateProgram, vectors: UpdateVectors, constants: readonly number[]): Tensor1D[] {
  const { weights, gradient, slots, squares } = vectors;
  if (!hasOwnKernel('UpdateWeights')) return composed(instructionsOf(program), outputs, vectors, constants);
  const named = Object.fromEntries(slots.map((slot, index) => [`slot${index}`, slot]));
  const inputs = { weights, gradient, ...named, ...(squares === undefined ? {} : { squares: reshape(squares, [1]) }) };
  const attributes = { program: [...program], outputs: [...outputs], constants: [...constants] };
  return runOwnMany('UpdateWeights', inputs, attributes).map((result): Tensor1D => reshape(result, [weights.size]));
}

/** Constants stay numbers until they meet a tensor, so that nothing is done for penalties of 0. */
type Value = Tensor | number;

function composed(
  instructions: readonly Instruction[],
  outputs: readonly number[],
  { weights, gradient, slots, squares }: UpdateVectors,
  constants: readonly number[],
): Tensor1D[] {
  const values: Value[] = [];
  const valueAt = (place: number | undefined) => there(values[place ?? -1]);
  for (const { operation, operands } of instructions) {
    const [first, second, third] = operands;
    const one = () => valueAt(first);
    const two = () => [valueAt(first), valueAt(second)] as const;
    values.push(
      {
        weight: () => weights,
        gradient: () => gradient,
        squares: () => reshape(there(squares), []),
        slot: () => there(slots[first ?? -1]),
        constant: () => there(constants[first ?? -1]),
        add: () => plus(...two()),
        subtract: () => sub(...two()),
        multiply: () => times(...two()),
        divide: () => div(...two()),
        minimum: () => minimum(...two()),
        maximum: () => maximum(...two()),
        squareRoot: () => sqrt(one()),
        square: () => square(one()),
        absolute: () => abs(one()),
        sign: () => sign(one()),
        select: () => where(greater(one(), 0), valueAt(second), valueAt(third)),
      }[operation](),
    );
  }
  return outputs.map((place): Tensor1D => {
    const value = valueAt(place);
    return typeof value === 'number' ? fill([weights.size], value) : broadcastTo(value, [weights.size]);
  });
}

function plus(first: Value, second: Value): Value {
  if (first === 0) return second;
  return second === 0 ? first : add(first, second);
}

function times(first: Value, second: Value): Value {
  return first === 0 || second === 0 ? 0 : mul(first, second);
}

function there<Found>(value: Found | undefined): Found {
  if (value === undefined) throw new Error('an update program asked for something that it was not given');
  return value;
}
