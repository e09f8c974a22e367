import { avgPool } from '@tensorflow/tfjs-core';
import { poolMeansGradient } from '../operations/average-pooling';
import { asImages } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';
import { windowIn } from './window';

/** [batch, h, w, channels] → [batch, h', w', channels]. */
export const averagePool: LayerPair = {
  forward: (layer, inputs) => {
    const { size, stride, padding } = windowIn(layer);
    return { output: avgPool(asImages(onlyInput(inputs)), [...size], stride, padding), saved: [] };
  },
  backward: (layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const input = asImages(onlyInput(context.inputs));
    return { inputs: [poolMeansGradient(cotangent, input, windowIn(layer))], weights: [] };
  },
};
