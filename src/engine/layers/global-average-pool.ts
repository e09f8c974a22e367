import { avgPool, reshape, type Tensor4D } from '@tensorflow/tfjs-core';
import { poolMeansGradient } from '../operations/average-pooling';
import type { Window } from '../operations/raw-kernels';
import { asImages, tasksOf } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/** [batch, h, w, channels] → [batch, channels]: an average pooling whose window is the image. */
export const globalAveragePool: LayerPair = {
  forward: (_layer, inputs) => {
    const images = asImages(onlyInput(inputs));
    const [batch, height, width, channels] = images.shape;
    return { output: reshape(avgPool(images, [height, width], 1, 'valid'), [batch, channels]), saved: [] };
  },
  backward: (_layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const images = asImages(onlyInput(context.inputs));
    const [batch, , , channels] = images.shape;
    const windows = reshape(cotangent, [tasksOf(cotangent), batch, 1, 1, channels]);
    return { inputs: [poolMeansGradient(windows, images, wholeImage(images))], weights: [] };
  },
};

function wholeImage(images: Tensor4D): Window {
  const [, height, width] = images.shape;
  return { size: [height, width], stride: 1, padding: 'valid' };
}
