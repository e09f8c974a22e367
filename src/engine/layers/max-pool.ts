import { maxPool as pool } from '@tensorflow/tfjs-core';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';
import { maxPoolGradient } from './raw-kernels';
import { asImages, eachTask } from './task-axis';
import { windowIn } from './window';

/** [batch, h, w, channels] → [batch, h', w', channels]. Among equal values the first of a window gets the gradient. */
export const maxPool: LayerPair = {
  forward: (layer, inputs) => {
    const { size, stride, padding } = windowIn(layer);
    return { output: pool(asImages(onlyInput(inputs)), [...size], stride, padding), saved: [] };
  },
  backward: (layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const input = asImages(onlyInput(context.inputs));
    const output = asImages(context.output);
    const window = windowIn(layer);
    const inputs = [eachTask(cotangent, (taskCotangent) => maxPoolGradient(asImages(taskCotangent), input, output, window))];
    return { inputs, weights: [] };
  },
};
