import { maxPool, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn, runOwnMany } from './own-kernel';
import { maxPoolGradient, type Window } from './raw-kernels';
import { asImages, eachTask } from './task-axis';

/**
 * What max pooling leaves for its gradient: the places of the maxima, where the backend's kernel
 * says them.
 */
export interface Pooled {
  readonly output: Tensor;
  readonly saved: readonly Tensor[];
}

/** images [batch, h, w, channels] → [batch, h', w', channels]. */
export function poolMaxima(images: Tensor4D, window: Window): Pooled {
  const { size, stride, padding } = window;
  if (!hasOwnKernel('MaxPoolWithPositions')) return { output: maxPool(images, [...size], stride, padding), saved: [] };
  const [output, positions] = runOwnMany('MaxPoolWithPositions', { images }, attributesOf(window));
  if (output === undefined || positions === undefined) throw new Error('MaxPoolWithPositions has two results');
  return { output, saved: [positions] };
}

/**
 * cotangent [tasks, batch, h', w', channels] → [tasks, batch, h, w, channels]: goes to the first
 * largest value of each window.
 */
export function poolMaximaGradient(cotangent: Tensor, images: Tensor4D, { output, saved }: Pooled, window: Window): Tensor {
  const [positions] = saved;
  if (positions !== undefined) {
    const attributes = { ...attributesOf(window), inputShape: [...images.shape] };
    return runOwn('MaxPoolPositionsGradient', { cotangent, positions }, attributes);
  }
  return eachTask(cotangent, (own) => maxPoolGradient(asImages(own), images, asImages(output), window));
}

function attributesOf({ size, stride, padding }: Window) {
  return { size: [...size], stride, padding };
}
