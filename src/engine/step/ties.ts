import { add, concat, matMul, mul, reshape, slice, tensor2d, zeros, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { proximalMatrix } from '../../domain/network/ties';
import type { Plan } from '../../plan/compile';
import type { Frozen } from './frozen';
import type { Stretch } from '../../lib/stretch';

/** A stretch of a flat vector and what is to stand there. */
interface Piece extends Stretch {
  readonly values: Tensor1D;
}

/**
 * The gradient [parameters] with that of λ‖W_aᵀ W_b‖² for each pair of layers kept orthogonal: 2λ
 * W_b (W_bᵀ W_a), and the other way round. Inside the caller's tidy; without such pairs the
 * gradient itself.
 */
export function withOrthogonality(plan: Plan, gradient: Tensor1D, weights: Tensor1D): Tensor1D {
  let result = gradient;
  for (const { first, second, channels, strength } of plan.ties.pairs) {
    const matrixOf = ({ offset, size }: Stretch): Tensor2D => reshape(slice(weights, offset, size), [size / channels, channels]);
    const [one, other] = [matrixOf(first), matrixOf(second)];
    const product: Tensor2D = matMul(other, one, true);
    const pull = (matrix: Tensor2D, place: Stretch): Piece => ({ ...place, values: mul(reshape(matrix, [place.size]), 2 * strength) });
    const pieces = [pull(matMul(other, product), first), pull(matMul(one, product, false, true), second)];
    result = add(result, withPieces(zeros([plan.parameters]), pieces));
  }
  return result;
}

/**
 * The weights [parameters] after the proximal step of the ties that make layers alike
 * (`proximalMatrix`), at the learning rate of this step. Layers that stand still keep their weights
 * and pull the others. Inside the caller's tidy; without ties the weights themselves.
 */
export function withTies(plan: Plan, weights: Tensor1D, learningRate: number, frozen: Frozen): Tensor1D {
  let result = weights;
  for (const { steps, stretches, strengths } of plan.ties.groups) {
    const matrix = proximalMatrix(strengths, learningRate, steps.map((step) => frozen.steps.has(step)));
    const rows = stretches.map(({ offset, size }): Tensor2D => reshape(slice(result, offset, size), [1, size]));
    const moved: Tensor2D = matMul(tensor2d(matrix.map((row) => [...row])), concat(rows, 0));
    const pieces = stretches.flatMap((place, row): readonly Piece[] => {
      // What stands still does so to the last bit.
      if (frozen.steps.has(steps[row] ?? -1)) return [];
      return [{ ...place, values: reshape(slice(moved, [row, 0], [1, place.size]), [place.size]) }];
    });
    result = withPieces(result, pieces);
  }
  return result;
}

/** A vector with some of its stretches replaced. */
function withPieces(vector: Tensor1D, pieces: readonly Piece[]): Tensor1D {
  const parts: Tensor1D[] = [];
  let end = 0;
  for (const { offset, size, values } of pieces.toSorted((one, other) => one.offset - other.offset)) {
    if (offset > end) parts.push(slice(vector, end, offset - end));
    parts.push(values);
    end = offset + size;
  }
  if (end < vector.size) parts.push(slice(vector, end, vector.size - end));
  return concat(parts);
}
