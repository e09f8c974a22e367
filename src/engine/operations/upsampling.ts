import { avgPool, image, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from './own-kernel';
import { asImages, foldTasks, tasksOf, unfoldTasks } from './task-axis';
import { scale } from './vectors';

/** images [batch, h, w, channels] → [batch, h · factor, w · factor, channels]: each pixel many times. */
export function upsample(images: Tensor4D, factor: number): Tensor {
  const [, height, width] = images.shape;
  if (hasOwnKernel('Upsample')) return runOwn('Upsample', { images }, { factor });
  return image.resizeNearestNeighbor(images, [height * factor, width * factor]);
}

/**
 * cotangent [tasks, batch, h · factor, w · factor, channels] → [tasks, batch, h, w, channels]: the sum
 * over a pixel's copies.
 */
export function upsampleGradient(cotangent: Tensor, factor: number): Tensor {
  if (hasOwnKernel('UpsampleGradient')) return runOwn('UpsampleGradient', { cotangent }, { factor });
  // The mean of the block times the number of its pixels.
  const means = avgPool(asImages(foldTasks(cotangent)), factor, factor, 'valid');
  return unfoldTasks(scale(means, factor * factor), tasksOf(cotangent));
}
