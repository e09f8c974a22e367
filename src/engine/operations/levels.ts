import { cast, cumsum, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';
import { oneHotOf } from './one-hot';

/**
 * Levels [batch] (int32) → the answers to the questions "above level k?", 1 or 0, [batch,
 * questions] float32, of which there is one fewer than levels. Their sum is the level.
 */
export function levelsAbove(level: Tensor, questions: number): Tensor {
  const [batch = 0] = level.shape;
  const levels = oneHotOf(cast(reshape(level, [batch]), 'int32'), questions + 1);
  // The level is above k if it is k + 1 or a later one.
  return cumsum(slice(levels, [0, 1], [batch, questions]), 1, false, true);
}
