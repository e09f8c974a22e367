import { avgPool, image } from '@tensorflow/tfjs-core';
import { upsample as kind } from '../../domain/network/layers/upsample';
import { numberOf } from '../../domain/parameters';
import { asImages, foldTasks, tasksOf, unfoldTasks } from '../operations/task-axis';
import { scale } from '../operations/vectors';
import type { PlannedLayer } from '../../plan/compile';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/** [batch, h, w, channels] → [batch, h · factor, w · factor, channels]. */
export const upsample: LayerPair = {
  forward: (layer, inputs) => {
    const images = asImages(onlyInput(inputs));
    const [, height, width] = images.shape;
    const factor = factorIn(layer);
    return { output: image.resizeNearestNeighbor(images, [height * factor, width * factor]), saved: [] };
  },
  backward: (layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const factor = factorIn(layer);
    // A pixel's gradient is the sum over its copies: the mean of the block times the number of its
    // pixels.
    const means = avgPool(asImages(foldTasks(cotangent)), factor, factor, 'valid');
    return { inputs: [unfoldTasks(scale(means, factor * factor), tasksOf(cotangent))], weights: [] };
  },
};

function factorIn(layer: PlannedLayer): number {
  return numberOf(kind.parameters, layer.values, 'factor');
}
