import { joinColumns, splitColumns } from '../operations/columns';
import type { LayerPair } from './layer-pair';

/** Several [batch, …, channels] → [batch, …, sum of the channels]. */
export const concat: LayerPair = {
  forward: (_layer, inputs) => ({ output: joinColumns(inputs), saved: [] }),
  backward: (_layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const channels = context.inputs.map((input) => input.shape.at(-1) ?? 0);
    return { inputs: splitColumns(cotangent, channels), weights: [] };
  },
};
