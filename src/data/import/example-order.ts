import { limits } from '../../experiment/limits';
import { randomKey, randomPermutation } from '../../lib/random';
import type { Found } from './found';

/** The rows of both parts of a data set, in the order in which they are kept. */
export interface ExampleOrder {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
  /** Rows beyond what a data set may have. */
  readonly leftOut: number;
}

/**
 * Which rows are trained on and which are tested: as the files say, else a share of them by the
 * seed. Rows in no order of their own are shuffled, so that the first of each part are a fair sample.
 */
export function exampleOrder({ rows, test, inAnyOrder }: Pick<Found, 'rows' | 'test' | 'inAnyOrder'>, testShare: number, seed: number): ExampleOrder {
  const isShuffled = inAnyOrder || test === undefined;
  const order = isShuffled ? randomPermutation(randomKey(seed, 'import'), rows) : Uint32Array.from({ length: rows }, (_, row) => row);
  const tests = Math.min(rows - 1, Math.max(1, Math.round(rows * testShare)));
  const parts = test === undefined ? [order.subarray(tests), order.subarray(0, tests)] : [order.filter((row) => test[row] !== 1), order.filter((row) => test[row] === 1)];
  const [train = order, tested = order] = parts.map((part) => part.subarray(0, limits.images[1]));
  return { train, test: tested, leftOut: rows - train.length - tested.length };
}
