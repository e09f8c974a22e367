import { concat, reshape, slice, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { BalancingState } from './balancing-state';

/** What a method had to look at, as numbers. */
export interface BalancingNumbers {
  readonly losses: readonly number[];
  readonly learned: readonly number[];
  readonly gram: readonly (readonly number[])[];
  readonly jacobian: readonly Float32Array[];
  /** False if one of them is not finite. */
  readonly finite: boolean;
}

/** What a method that looks at nothing gets. */
export function noNumbers(tasks: number): BalancingNumbers {
  return { losses: Array.from({ length: tasks }, () => Number.NaN), learned: [], gram: [], jacobian: [], finite: true };
}

/**
 * Reads in one go what a method looks at: `accumulators` begins with the losses [tasks]; the Gram
 * matrix has tasks² values, the Jacobian is [tasks, shared weights]. Leaves the tensors as they
 * are.
 */
export async function readNumbers(
  tasks: number,
  from: BalancingState,
  accumulators: Tensor1D,
  seen: { readonly gram?: Tensor | undefined; readonly jacobian?: Tensor2D | undefined },
): Promise<BalancingNumbers> {
  const wanted = tidy(() => {
    const parts = [slice(accumulators, 0, tasks), from.learned, seen.gram, seen.jacobian];
    return concat(parts.flatMap((part): Tensor1D[] => (part === undefined ? [] : [reshape(part, [part.size])])));
  });
  // A copy, since a backend may hand out its own memory.
  const numbers = new Float32Array(await wanted.data());
  wanted.dispose();
  let read = 0;
  const take = (length: number) => numbers.subarray(read, (read += length));
  const rows = (length: number) => Array.from({ length: tasks }, () => take(length));
  return {
    losses: [...take(tasks)],
    learned: from.learned === undefined ? [] : [...take(from.learned.size)],
    gram: seen.gram === undefined ? [] : rows(tasks).map((row) => [...row]),
    jacobian: seen.jacobian === undefined ? [] : rows(seen.jacobian.shape[1]),
    finite: allFinite(numbers),
  };
}

/**
 * By index, since a Jacobian may have millions of entries: a callback for each takes twenty times
 * as long.
 */
function allFinite(numbers: Float32Array): boolean {
  for (let index = 0; index < numbers.length; index += 1) if (!Number.isFinite(numbers[index])) return false;
  return true;
}
