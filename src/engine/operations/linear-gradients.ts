import { concat, matMul, reshape, transpose, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from './own-kernel';
import { convolutionKernelGradient, type Convolution, type Shape4D } from './raw-kernels';
import { asImages, biasGradient, eachTask, tasksOf } from './task-axis';

/**
 * The gradients of a convolution's kernel and bias, summed over the batch. images [batch, h, w,
 * channels in], cotangent [tasks, batch, h', w', channels out] → [tasks, size of the kernel +
 * channels out], the bias behind the kernel.
 */
export function convolutionWeightGradients(images: Tensor, cotangent: Tensor, kernelShape: Shape4D, convolution: Convolution): Tensor2D {
  if (hasOwnKernel('ConvolutionWeightGradients')) {
    const { stride, padding } = convolution;
    const attributes = { kernelShape: [...kernelShape], stride, padding };
    return rows(runOwn('ConvolutionWeightGradients', { images, cotangent }, attributes), tasksOf(cotangent));
  }
  const kernel = eachTask(cotangent, (own) => convolutionKernelGradient(asImages(images), asImages(own), kernelShape, convolution));
  return joined(kernel, biasGradient(cotangent));
}

/**
 * The gradients of a dense layer's kernel and bias, summed over the batch. input [batch, features
 * in], cotangent [tasks, batch, features out] → [tasks, features in · features out + features out].
 */
export function denseWeightGradients(input: Tensor2D, cotangent: Tensor): Tensor2D {
  if (hasOwnKernel('DenseWeightGradients')) return rows(runOwn('DenseWeightGradients', { input, cotangent }), tasksOf(cotangent));
  // Transposed first and multiplied then: WASM's product of transposed matrices is more than ten
  // times slower.
  const columns = transpose(input);
  return joined(eachTask(cotangent, (own) => matMul(columns, own)), biasGradient(cotangent));
}

/** cotangent [rows, features out], kernel [features in, features out] → [rows, features in]. */
export function denseInputGradient(cotangent: Tensor2D, kernel: Tensor2D): Tensor {
  return hasOwnKernel('DenseInputGradient') ? runOwn('DenseInputGradient', { cotangent, kernel }) : matMul(cotangent, transpose(kernel));
}

function joined(kernel: Tensor, bias: Tensor): Tensor2D {
  const tasks = tasksOf(kernel);
  return concat([rows(kernel, tasks), rows(bias, tasks)], 1);
}

function rows(tensor: Tensor, tasks: number): Tensor2D {
  return reshape(tensor, [tasks, tensor.size / tasks]);
}
