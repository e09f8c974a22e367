import { poolMaxima, poolMaximaGradient } from '../operations/max-pooling';
import { asImages } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';
import { windowIn } from './window';

/**
 * [batch, h, w, channels] → [batch, h', w', channels]. Among equal values the first of a window
 * gets the gradient.
 */
export const maxPool: LayerPair = {
  forward: (layer, inputs) => poolMaxima(asImages(onlyInput(inputs)), windowIn(layer)),
  backward: (layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const images = asImages(onlyInput(context.inputs));
    return { inputs: [poolMaximaGradient(cotangent, images, context, windowIn(layer))], weights: [] };
  },
};
