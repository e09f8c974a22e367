import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { atEveryPixel } from '../operations/raw-kernels';
import type { LayerPair } from './layer-pair';
import { convolve, convolveGradients, multiply, multiplyGradients } from './linear';
import { onlyInput } from './only-input';

/**
 * [batch, …] → [batch, …output shape of the task]. A kernel of rank 4 is a 3×3 convolution, one of
 * rank 2 a matrix; the domain's description of the layer decides which it is.
 */
export const head: LayerPair = {
  forward: (layer, inputs, weights) => {
    const input = onlyInput(inputs);
    if (isConvolution(weights)) return convolve(input, weights, 'none', atEveryPixel);
    const { output } = multiply(input, weights, 'none');
    return { output: reshape(output, [output.shape[0] ?? 0, ...layer.outputShape]), saved: [] };
  },
  backward: (_layer, cotangent, context) => {
    if (isConvolution(context.weights)) return convolveGradients(cotangent, context, 'none', atEveryPixel);
    const [tasks = 0, batch = 0] = cotangent.shape;
    return multiplyGradients(reshape(cotangent, [tasks, batch, -1]), context, 'none');
  },
};

function isConvolution(weights: readonly Tensor[]): boolean {
  return weights[0]?.rank === 4;
}
