import { concat, matMul, mul, reshape, slice, tensor2d, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import type { Stretch } from '../../lib/stretch';
import { hasOwnKernel, runOwn, runOwnMany } from './own-kernel';

/** Copies of stretches of a vector [n]: one vector for each. */
export function splitVector(vector: Tensor1D, stretches: readonly Stretch[]): Tensor1D[] {
  if (hasOwnKernel('SplitVector')) {
    return runOwnMany('SplitVector', { vector }, attributesOf(stretches)).map((part): Tensor1D => reshape(part, [part.size]));
  }
  return stretches.map(({ offset, size }): Tensor1D => slice(vector, offset, size));
}

/**
 * The Gram matrix J Jᵀ of each stretch of the columns: jacobian [tasks, values] → [stretches,
 * tasks, tasks].
 */
export function taskGram(jacobian: Tensor2D, stretches: readonly Stretch[]): Tensor3D {
  const [tasks] = jacobian.shape;
  if (hasOwnKernel('TaskGram')) {
    return reshape(runOwn('TaskGram', { jacobian }, attributesOf(stretches)), [stretches.length, tasks, tasks]);
  }
  const grams = stretches.map(({ offset, size }) => {
    const part = slice(jacobian, [0, offset], [tasks, size]);
    return reshape(matMul(part, part, false, true), [1, tasks, tasks]);
  });
  return reshape(concat(grams, 0), [stretches.length, tasks, tasks]);
}

/** Σ weights_i rows_i: rows [tasks, values] → [values]. */
export function combineRows(rows: Tensor2D, weights: readonly number[]): Tensor1D {
  const [tasks, values] = rows.shape;
  if (hasOwnKernel('CombineRows')) return reshape(runOwn('CombineRows', { rows }, { weights: [...weights] }), [values]);
  return reshape(matMul(tensor2d([...weights], [1, tasks]), rows), [values]);
}

/** factor · x, without a tensor for the factor where the backend allows. */
export function scale(x: Tensor, factor: number): Tensor {
  return hasOwnKernel('Scale') ? runOwn('Scale', { x }, { factor }) : mul(x, factor);
}

function attributesOf(stretches: readonly Stretch[]) {
  return { offsets: stretches.map(({ offset }) => offset), sizes: stretches.map(({ size }) => size) };
}
