import { reshape } from '@tensorflow/tfjs-core';
import { asRows } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/** [batch, …] → [batch, features]. */
export const flatten: LayerPair = {
  forward: (_layer, inputs) => ({ output: asRows(onlyInput(inputs)), saved: [] }),
  backward: (_layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const shape = onlyInput(context.inputs).shape;
    return { inputs: [reshape(cotangent, [cotangent.shape[0] ?? 0, ...shape])], weights: [] };
  },
};
