import { fused, reshape, type Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../../domain/network/layer-kind';
import { convolutionWeightGradients, denseInputGradient, denseWeightGradients } from '../operations/linear-gradients';
import { convolutionInputGradient, type Convolution } from '../operations/raw-kernels';
import { asImages, asRows, foldTasks, tasksOf, unfoldTasks } from '../operations/task-axis';
import { activate, activationGradient, needsPreActivation } from './activations';
import type { BackwardContext, ForwardRecord, LayerGradients } from './layer-pair';

/**
 * images [batch, h, w, channels in], kernel [k, k, channels in, channels out], bias [channels out]
 * → [batch, h', w', channels out].
 */
export function convolve(
  images: Tensor,
  [kernel, bias]: readonly Tensor[],
  activation: Activation,
  { stride, padding }: Convolution,
): ForwardRecord {
  const linear = fused.conv2d({
    x: asImages(images),
    filter: asImages(known(kernel, 'kernel')),
    strides: stride,
    pad: padding,
    bias: known(bias, 'bias'),
    activation: activation === 'relu' ? 'relu' : 'linear',
  });
  return activated(linear, activation);
}

/** The gradients of `convolve`. */
export function convolveGradients(
  cotangent: Tensor,
  context: BackwardContext,
  activation: Activation,
  convolution: Convolution,
): LayerGradients {
  const images = asImages(known(context.inputs[0], 'input'));
  const kernel = asImages(known(context.weights[0], 'kernel'));
  const before = activationGradient(activation, cotangent, context.output, context.saved[0], context.more);
  const weights = [convolutionWeightGradients(images, before, kernel.shape, convolution)];
  if (!context.needsInputs) return { inputs: [], weights };
  const tasks = tasksOf(cotangent);
  const [batch, height, width, channels] = images.shape;
  const inputShape = [tasks * batch, height, width, channels] as const;
  const input = convolutionInputGradient(asImages(foldTasks(before)), kernel, inputShape, convolution);
  return { inputs: [unfoldTasks(input, tasks)], weights };
}

/**
 * input [batch, …] is flattened; kernel [features in, features out], bias [features out] → [batch,
 * features out].
 */
export function multiply(input: Tensor, [kernel, bias]: readonly Tensor[], activation: Activation): ForwardRecord {
  const matrix = known(kernel, 'kernel');
  const linear = fused.matMul({
    a: asRows(input),
    b: matrix,
    bias: known(bias, 'bias'),
    activation: activation === 'relu' ? 'relu' : 'linear',
  });
  return activated(linear, activation);
}

/** The gradients of `multiply`; cotangent [tasks, batch, features out]. */
export function multiplyGradients(cotangent: Tensor, context: BackwardContext, activation: Activation): LayerGradients {
  const input = known(context.inputs[0], 'input');
  const kernel = known(context.weights[0], 'kernel');
  const before = activationGradient(activation, cotangent, context.output, context.saved[0], context.more);
  const weights = [denseWeightGradients(asRows(input), before)];
  if (!context.needsInputs) return { inputs: [], weights };
  const folded = denseInputGradient(asRows(foldTasks(before)), asRows(kernel));
  return { inputs: [reshape(folded, [tasksOf(cotangent), ...input.shape])], weights };
}

function activated(linear: Tensor, activation: Activation): ForwardRecord {
  if (activation === 'none' || activation === 'relu') return { output: linear, saved: [] };
  return { output: activate(activation, linear), saved: needsPreActivation(activation) ? [linear] : [] };
}

function known(tensor: Tensor | undefined, name: string): Tensor {
  if (tensor === undefined) throw new Error(`the layer was given no ${name}`);
  return tensor;
}
