import {
  addN, concat, conv2d, eye, mul, reshape, slice, sum, transpose, type Tensor, type Tensor4D,
} from '@tensorflow/tfjs-core';
import { convolutionWeightGradients } from '../operations/linear-gradients';
import { atEveryPixel, convolutionInputGradient } from '../operations/raw-kernels';
import { asPixels, foldTasks, tasksOf } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';

/**
 * K times [batch, …, channels] of one shape → the same shape; weights: alpha [2, K, 2]. What an
 * input adds is a 1×1 convolution of it whose kernel is the input's part of α, each number times
 * the unit matrix of half the channels. So no half has to be cut out or put together, which takes
 * longer on WASM than the few products more.
 */
export const sluice: LayerPair = {
  forward: (_layer, inputs, [alpha]) => {
    const parts = inputs.map((input, place) => conv2d(asPixels(input), kernelOf(alpha, place, channelsOf(input)), 1, 'same'));
    return { output: reshape(addN(parts), inputs[0]?.shape ?? []), saved: [] };
  },
  backward: (_layer, cotangent, context) => {
    const [alpha] = context.weights;
    const folded = asPixels(foldTasks(cotangent));
    const ofInput = (input: Tensor, place: number) =>
      reshape(convolutionInputGradient(folded, kernelOf(alpha, place, channelsOf(input)), folded.shape, atEveryPixel), cotangent.shape);
    const ofAlpha = concat(context.inputs.map((input) => alphaGradient(input, cotangent)), 2);
    return { inputs: context.needsInputs ? context.inputs.map(ofInput) : [], weights: [ofAlpha] };
  },
};

/**
 * The kernel [1, 1, channels, channels] of an input: rows are its channels, columns those of the
 * output.
 */
function kernelOf(alpha: Tensor | undefined, place: number, channels: number): Tensor4D {
  if (alpha === undefined) throw new Error('a sluice without its weights');
  const part = transpose(reshape(slice(alpha, [0, place, 0], [2, 1, 2]), [2, 2]));
  return reshape(mul(reshape(part, [2, 1, 2, 1]), unitBlocks(channels)), [1, 1, channels, channels]);
}

/**
 * The gradient of an input's part of α: input [batch, …, channels], cotangent [tasks, batch, …,
 * channels] → [tasks, 2, 1, 2].
 */
function alphaGradient(input: Tensor, cotangent: Tensor): Tensor {
  const [tasks, channels] = [tasksOf(cotangent), channelsOf(input)];
  const pixels = asPixels(input);
  const rows = reshape(cotangent, [tasks, ...pixels.shape]);
  const whole = convolutionWeightGradients(pixels, rows, [1, 1, channels, channels], atEveryPixel);
  const kernel = reshape(slice(whole, [0, 0], [tasks, channels * channels]), [tasks, 2, channels / 2, 2, channels / 2]);
  const ofBlocks = sum(mul(kernel, reshape(unitBlocks(channels), [1, 1, channels / 2, 1, channels / 2])), [2, 4]);
  return reshape(transpose(ofBlocks, [0, 2, 1]), [tasks, 2, 1, 2]);
}

/** The unit matrix of half the channels, [1, half, 1, half]. */
function unitBlocks(channels: number): Tensor {
  return reshape(eye(channels / 2), [1, channels / 2, 1, channels / 2]);
}

function channelsOf(tensor: Tensor): number {
  return tensor.shape.at(-1) ?? 0;
}
