import { add, concat, reshape, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { depthwiseConvolution, depthwiseInputGradient, depthwiseWeightGradients } from '../operations/depthwise';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';
import { asPixels, biasGradient, tasksOf } from './task-axis';

/** γ times a channel is a depthwise convolution with a window of one pixel, which every device does quickly, forward and back. */
const pointwise = { stride: 1, padding: 'same' } as const;

/** [batch, …, channels] → the same shape; weights: gamma and beta, both [channels]. */
export const film: LayerPair = {
  forward: (_layer, inputs, [gamma, beta]) => {
    const input = onlyInput(inputs);
    if (beta === undefined) throw new Error('a FiLM layer without its shift');
    const scaled = depthwiseConvolution(asPixels(input), kernelOf(gamma), pointwise);
    return { output: reshape(add(scaled, beta), input.shape), saved: [] };
  },
  backward: (_layer, cotangent, context) => {
    const pixels = asPixels(onlyInput(context.inputs));
    const tasks = tasksOf(cotangent);
    const rows = reshape(cotangent, [tasks, ...pixels.shape]);
    const ofGamma = depthwiseWeightGradients(pixels, rows, [1, 1], pointwise);
    const weights = [concat([ofGamma, reshape(biasGradient(rows), ofGamma.shape)], 1)];
    if (!context.needsInputs) return { inputs: [], weights };
    const input = depthwiseInputGradient(rows, kernelOf(context.weights[0]), pixels.shape, pointwise);
    return { inputs: [reshape(input, cotangent.shape)], weights };
  },
};

function kernelOf(gamma: Tensor | undefined): Tensor4D {
  if (gamma === undefined) throw new Error('a FiLM layer without its scale');
  return reshape(gamma, [1, 1, gamma.size, 1]);
}
