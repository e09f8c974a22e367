import { cast, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';
import { oneHotOf } from './one-hot';

/**
 * The classes of the pixels of masks [batch, height, width] (int32 or float32), as a head with that
 * many channels has them, [batch, pixels, channels] float32: for one channel 1 where a pixel is of
 * class 1 of two, else for every class 1 where a pixel is of it.
 */
export function pixelClasses(target: Tensor, channels: number): Tensor {
  const [batch = 0] = target.shape;
  if (channels > 1) return oneHotOf(cast(reshape(target, [batch, -1]), 'int32'), channels);
  if (target.dtype === 'float32') return reshape(target, [batch, -1, 1]);
  const ofBoth = oneHotOf(reshape(target, [batch, -1]), 2);
  return slice(ofBoth, [0, 0, 1], [-1, -1, 1]);
}
