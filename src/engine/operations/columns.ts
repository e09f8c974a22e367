import { concat, reshape, split, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn, runOwnMany } from './own-kernel';

/** Tensors of float32 side by side along their last axis: [rows, columns of each] → [rows, all columns]. */
export function joinColumns(tensors: readonly Tensor[]): Tensor {
  if (!hasOwnKernel('JoinColumns') || tensors.length === 1) return concat([...tensors], -1);
  const inputs = Object.fromEntries(tensors.map((tensor, index) => [`part${index}`, tensor]));
  return runOwn('JoinColumns', inputs);
}

/** Vectors one after another. */
export function joinVectors(vectors: readonly Tensor1D[]): Tensor1D {
  const joined = joinColumns(vectors);
  return reshape(joined, [joined.size]);
}

/** What `joinColumns` joined: [rows, all columns] → [rows, columns of each]. */
export function splitColumns(tensor: Tensor, columns: readonly number[]): Tensor[] {
  if (hasOwnKernel('SplitColumns')) return runOwnMany('SplitColumns', { tensor }, { columns: [...columns] });
  return split(tensor, [...columns], tensor.rank - 1);
}
