import { reshape, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from './own-kernel';

/**
 * True if the current backend keeps a data set as bytes and makes batches of it there. There is no
 * form composed of stock operations: where this is false, batches are gathered on the processor
 * (data/task-images.ts).
 */
export function gathersOnDevice(): boolean {
  return hasOwnKernel('GatherImages') && hasOwnKernel('GatherRows');
}

/** Per channel, what a byte is multiplied by, and what is then added. */
export interface ByteRange {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

/**
 * Rows of a data set as numbers: bytes int32 [words] hold four pixels each, the first in the lowest
 * byte; image i begins at byte i · (size of shape = [height, width, channels]). indices int32
 * [batch], with their moves where `moved` says so (moved-rows.ts), or [batch, 15], with the maps
 * under which the images are seen (affine-maps.ts) → [batch, …shape], pixel · scale + offset by
 * channel.
 */
export function gatherImages(
  bytes: Tensor,
  indices: Tensor1D | Tensor2D,
  shape: readonly [number, number, number],
  { scale, offset }: ByteRange,
  moved = false,
): Tensor {
  const attributes = { shape: [...shape], scale: [...scale], offset: [...offset], moved: Number(moved) };
  return reshape(runOwn('GatherImages', { bytes, indices }, attributes), [indices.shape[0], ...shape]);
}

/**
 * table [rows, columns] float32 or int32, indices int32 [batch] or [batch, 15], whose moves and maps
 * mean nothing → [batch, columns] of the same type.
 */
export function gatherRows(table: Tensor, indices: Tensor1D | Tensor2D): Tensor {
  return reshape(runOwn('GatherRows', { table, indices }), [indices.shape[0], table.shape[1] ?? 1]);
}
