import { keysOf } from '../../lib/keys';

/**
 * What an instruction may do, with the number of values that it works on. The place in this list is
 * the operation's code in a program: add at the end alone.
 */
const operandCounts = {
  /** The weight itself. */
  weight: 0,
  /** The loss' gradient, before penalties and clipping. */
  gradient: 0,
  /**
   * A scalar for all weights: the sum of squares of the whole gradient, penalties included. Only
   * where clipping is on.
   */
  squares: 0,
  /** Its one operand is the number of a vector that the optimiser keeps. */
  slot: 1,
  /** Its one operand is the place in the list of constants, which are given anew at every step. */
  constant: 1,
  add: 2,
  subtract: 2,
  multiply: 2,
  divide: 2,
  minimum: 2,
  maximum: 2,
  squareRoot: 1,
  square: 1,
  absolute: 1,
  /** −1, 0 or 1. */
  sign: 1,
  /** The second operand where the first is above 0, else the third. */
  select: 3,
} as const;

export type Operation = keyof typeof operandCounts;

/** Operations by their codes. */
const operations: readonly Operation[] = keysOf(operandCounts);

/** A number for every weight, as a formula. The same object used twice is computed once. */
export interface Expression {
  readonly operation: Operation;
  readonly operands: readonly Expression[];
  /** Which slot or constant. */
  readonly index: number;
}

/** A program as it crosses to a kernel: README.md says how to read it. */
export type UpdateProgram = {
  /**
   * Four numbers for each instruction: the code of its operation, and three operands, 0 where it
   * has fewer.
   */
  readonly program: readonly number[];
  /** The instructions whose values are the results. */
  readonly outputs: readonly number[];
};

/** One instruction, read. Its own place in the program is the name of its value. */
export interface Instruction {
  readonly operation: Operation;
  /** Places of earlier instructions; of 'slot' and 'constant', which one. */
  readonly operands: readonly number[];
}

const make = (operation: Operation, operands: readonly Expression[] = [], index = 0): Expression => ({ operation, operands, index });

/** Formulas, part by part. */
export const formula = {
  weight: make('weight'),
  gradient: make('gradient'),
  squares: make('squares'),
  slot: (index: number) => make('slot', [], index),
  constant: (index: number) => make('constant', [], index),
  add: (first: Expression, second: Expression) => make('add', [first, second]),
  subtract: (first: Expression, second: Expression) => make('subtract', [first, second]),
  multiply: (first: Expression, second: Expression) => make('multiply', [first, second]),
  divide: (first: Expression, second: Expression) => make('divide', [first, second]),
  minimum: (first: Expression, second: Expression) => make('minimum', [first, second]),
  maximum: (first: Expression, second: Expression) => make('maximum', [first, second]),
  squareRoot: (of: Expression) => make('squareRoot', [of]),
  square: (of: Expression) => make('square', [of]),
  absolute: (of: Expression) => make('absolute', [of]),
  sign: (of: Expression) => make('sign', [of]),
  select: (above0: Expression, then: Expression, otherwise: Expression) => make('select', [above0, then, otherwise]),
} as const;

/** Puts formulas in the order of computation, what they have in common once. */
export function programOf(results: readonly Expression[]): UpdateProgram {
  const places = new Map<Expression, number>();
  const program: number[] = [];
  const placeOf = (expression: Expression): number => {
    const known = places.get(expression);
    if (known !== undefined) return known;
    const { operation, index } = expression;
    const operands = operation === 'slot' || operation === 'constant' ? [index] : expression.operands.map(placeOf);
    const [a = 0, b = 0, c = 0] = operands;
    const place = places.size;
    program.push(operations.indexOf(operation), a, b, c);
    places.set(expression, place);
    return place;
  };
  return { outputs: results.map(placeOf), program };
}

/** The instructions of a program. Throws where one has no known operation. */
export function instructionsOf(program: readonly number[]): Instruction[] {
  return Array.from({ length: program.length / 4 }, (_, place) => {
    const [code = -1, ...operands] = program.slice(4 * place, 4 * place + 4);
    const operation = operations[code];
    if (operation === undefined) throw new Error(`no operation of an update program has the code ${code}`);
    return { operation, operands: operands.slice(0, operandCounts[operation]) };
  });
}
