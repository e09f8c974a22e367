import { add, concat, reshape, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { depthwiseConvolution, depthwiseInputGradient, depthwiseWeightGradients } from '../operations/depthwise';
import { atEveryPixel } from '../operations/raw-kernels';
import { asPixels, biasGradient, tasksOf } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/**
 * [batch, …, channels] → the same shape; weights: gamma and beta, both [channels]. γ times a
 * channel is a depthwise convolution with a window of one pixel, which every device does quickly,
 * forward and back.
 */
export const film: LayerPair = {
  forward: (_layer, inputs, [gamma, beta]) => {
    const input = onlyInput(inputs);
    if (beta === undefined) throw new Error('a FiLM layer without its shift');
    const scaled = depthwiseConvolution(asPixels(input), kernelOf(gamma), atEveryPixel);
    return { output: reshape(add(scaled, beta), input.shape), saved: [] };
  },
  backward: (_layer, cotangent, context) => {
    const pixels = asPixels(onlyInput(context.inputs));
    const tasks = tasksOf(cotangent);
    const rows = reshape(cotangent, [tasks, ...pixels.shape]);
    const ofGamma = depthwiseWeightGradients(pixels, rows, [1, 1], atEveryPixel);
    const weights = [concat([ofGamma, reshape(biasGradient(rows), ofGamma.shape)], 1)];
    if (!context.needsInputs) return { inputs: [], weights };
    const input = depthwiseInputGradient(rows, kernelOf(context.weights[0]), pixels.shape, atEveryPixel);
    return { inputs: [reshape(input, cotangent.shape)], weights };
  },
};

function kernelOf(gamma: Tensor | undefined): Tensor4D {
  if (gamma === undefined) throw new Error('a FiLM layer without its scale');
  return reshape(gamma, [1, 1, gamma.size, 1]);
}
