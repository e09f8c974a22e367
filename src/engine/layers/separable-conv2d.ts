import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { depthwiseConvolution, depthwiseInputGradient, depthwiseWeightGradients } from '../operations/depthwise';
import { atEveryPixel } from '../operations/raw-kernels';
import { asImages } from '../operations/task-axis';
import { activationIn, convolutionIn } from './conv2d';
import type { LayerPair } from './layer-pair';
import { convolve, convolveGradients } from './linear';
import { onlyInput } from './only-input';

/**
 * [batch, h, w, channels] → [batch, h', w', filters]; weights: depthwise kernel, kernel and bias.
 * Saves what lies between the parts first.
 */
export const separableConv2d: LayerPair = {
  forward: (layer, inputs, weights) => {
    const [depthwise, ...rest] = weights;
    const between = depthwiseConvolution(asImages(onlyInput(inputs)), kernelOf(depthwise), convolutionIn(layer));
    const { output, saved } = convolve(between, rest, activationIn(layer), atEveryPixel);
    return { output, saved: [between, ...saved] };
  },
  backward: (layer, cotangent, context) => {
    const images = asImages(onlyInput(context.inputs));
    const [depthwise, ...rest] = context.weights;
    const kernel = kernelOf(depthwise);
    const [between, ...saved] = context.saved;
    if (between === undefined) throw new Error('a separable convolution without what lies between its parts');
    const second = { ...context, inputs: [between], saved, weights: rest, needsInputs: true };
    const { inputs: [before], weights } = convolveGradients(cotangent, second, activationIn(layer), atEveryPixel);
    if (before === undefined) throw new Error('a convolution without the gradient of its input');
    const [rows, columns] = kernel.shape;
    const first = depthwiseWeightGradients(images, before, [rows, columns], convolutionIn(layer));
    const ofInput = context.needsInputs ? [depthwiseInputGradient(before, kernel, images.shape, convolutionIn(layer))] : [];
    return { inputs: ofInput, weights: [first, ...weights] };
  },
};

function kernelOf(tensor: Tensor | undefined): Tensor4D {
  if (tensor === undefined) throw new Error('a separable convolution without its first kernel');
  return asImages(tensor);
}
