import { engine, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

/** A square sliding window, as the layer kinds describe it. */
export interface Window {
  readonly size: readonly [number, number];
  readonly stride: number;
  readonly padding: 'same' | 'valid';
}

type Shape4D = readonly [number, number, number, number];

/** Narrows the padding of a document. */
export function paddingOf(choice: string): 'same' | 'valid' {
  return choice === 'same' ? 'same' : 'valid';
}

/**
 * The gradient of a convolution's kernel. images [batch, h, w, channels in], cotangent [batch, h', w', channels out] →
 * [kernel, kernel, channels in, channels out], summed over the batch.
 */
export function convolutionKernelGradient(
  images: Tensor4D,
  cotangent: Tensor4D,
  filterShape: Shape4D,
  stride: number,
  padding: 'same' | 'valid',
): Tensor {
  return engine().runKernel<Tensor>(
    'Conv2DBackpropFilter',
    { x: images, dy: cotangent },
    { strides: [stride, stride], pad: padding, dataFormat: 'NHWC', dilations: [1, 1], filterShape: [...filterShape] },
  );
}

/** The gradient of a convolution's input. cotangent [batch, h', w', channels out] → inputShape [batch, h, w, channels in]. */
export function convolutionInputGradient(
  cotangent: Tensor4D,
  kernel: Tensor4D,
  inputShape: Shape4D,
  stride: number,
  padding: 'same' | 'valid',
): Tensor {
  return engine().runKernel<Tensor>(
    'Conv2DBackpropInput',
    { dy: cotangent, filter: kernel },
    { strides: [stride, stride], pad: padding, dataFormat: 'NHWC', dilations: [1, 1], inputShape: [...inputShape] },
  );
}

/** cotangent [batch, h', w', channels] → [batch, h, w, channels]: goes to the (first) largest value of each window. */
export function maxPoolGradient(cotangent: Tensor4D, input: Tensor4D, output: Tensor4D, window: Window): Tensor {
  return engine().runKernel<Tensor>('MaxPoolGrad', { dy: cotangent, input, output }, poolAttributes(window));
}

/** cotangent [batch, h', w', channels] → the shape of input: shared out evenly over what of each window lies in the image. */
export function averagePoolGradient(cotangent: Tensor4D, input: Tensor4D, window: Window): Tensor {
  return engine().runKernel<Tensor>('AvgPoolGrad', { dy: cotangent, input }, poolAttributes(window));
}

function poolAttributes(window: Window) {
  return { filterSize: [...window.size], strides: [window.stride, window.stride], pad: window.padding };
}
