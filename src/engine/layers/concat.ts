import { concat as join, split } from '@tensorflow/tfjs-core';
import type { LayerPair } from './layer-pair';

/** Several [batch, …, channels] → [batch, …, sum of the channels]. */
export const concat: LayerPair = {
  forward: (_layer, inputs) => ({ output: join([...inputs], -1), saved: [] }),
  backward: (_layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const channels = context.inputs.map((input) => input.shape.at(-1) ?? 0);
    return { inputs: split(cotangent, channels, cotangent.rank - 1), weights: [] };
  },
};
