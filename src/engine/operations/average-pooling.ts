import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from './own-kernel';
import { averagePoolGradient, type Window } from './raw-kernels';
import { asImages, eachTask } from './task-axis';

/**
 * The gradient of average pooling: cotangent [tasks, batch, h', w', channels] → [tasks, batch, h,
 * w, channels], shared out evenly over what of each window lies in the image.
 */
export function poolMeansGradient(cotangent: Tensor, images: Tensor4D, window: Window): Tensor {
  if (!hasOwnKernel('AveragePoolGradient')) {
    return eachTask(cotangent, (own) => averagePoolGradient(asImages(own), images, window));
  }
  const { size, stride, padding } = window;
  return runOwn('AveragePoolGradient', { cotangent }, { size: [...size], stride, padding, inputShape: [...images.shape] });
}
