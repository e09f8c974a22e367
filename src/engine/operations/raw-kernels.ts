import { backend_util, engine, mul, tensor4d, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

/** How a convolution's window moves. */
export interface Convolution {
  readonly stride: number;
  readonly padding: 'same' | 'valid';
}

/** A window that stands at every pixel: the output is as large as the input. */
export const atEveryPixel = { stride: 1, padding: 'same' } as const satisfies Convolution;

/** A sliding window of so many rows and columns. */
export interface Window extends Convolution {
  readonly size: readonly [rows: number, columns: number];
}

export type Shape4D = readonly [number, number, number, number];

/** Narrows the padding of a document. */
export function paddingOf(choice: string): 'same' | 'valid' {
  return choice === 'same' ? 'same' : 'valid';
}

/**
 * The gradient of a convolution's kernel. images [batch, h, w, channels in], cotangent [batch, h',
 * w', channels out] → [kernel, kernel, channels in, channels out], summed over the batch.
 */
export function convolutionKernelGradient(
  images: Tensor4D,
  cotangent: Tensor4D,
  filterShape: Shape4D,
  { stride, padding }: Convolution,
): Tensor {
  return engine().runKernel<Tensor>(
    'Conv2DBackpropFilter',
    { x: images, dy: cotangent },
    { strides: [stride, stride], pad: padding, dataFormat: 'NHWC', dilations: [1, 1], filterShape: [...filterShape] },
  );
}

/**
 * The gradient of a convolution's input. cotangent [batch, h', w', channels out] → inputShape
 * [batch, h, w, channels in].
 */
export function convolutionInputGradient(cotangent: Tensor4D, kernel: Tensor4D, inputShape: Shape4D, { stride, padding }: Convolution): Tensor {
  return engine().runKernel<Tensor>(
    'Conv2DBackpropInput',
    { dy: cotangent, filter: kernel },
    { strides: [stride, stride], pad: padding, dataFormat: 'NHWC', dilations: [1, 1], inputShape: [...inputShape] },
  );
}

/**
 * cotangent [batch, h', w', channels] → [batch, h, w, channels]: goes to the (first) largest value
 * of each window.
 */
export function maxPoolGradient(cotangent: Tensor4D, input: Tensor4D, output: Tensor4D, window: Window): Tensor {
  return engine().runKernel<Tensor>('MaxPoolGrad', { dy: cotangent, input, output }, poolAttributes(window));
}

/**
 * cotangent [batch, h', w', channels] → the shape of input: shared out evenly over what of each
 * window lies in the image. TensorFlow.js' own gradient divides by the whole window even where
 * forward does not, so windows that reach into the padding are weighted up beforehand.
 */
export function averagePoolGradient(cotangent: Tensor4D, input: Tensor4D, window: Window): Tensor {
  const { size, stride, padding } = window;
  const info = backend_util.computePool2DInfo(input.shape, [...size], stride, 1, padding);
  const rows = insideCounts(info.outHeight, info.inHeight, size[0], stride, info.padInfo.top);
  const columns = insideCounts(info.outWidth, info.inWidth, size[1], stride, info.padInfo.left);
  const whole = size[0] * size[1];
  const factors = rows.flatMap((row) => columns.map((column) => whole / (row * column)));
  const dy = factors.every((factor) => factor === 1)
    ? cotangent
    : mul(cotangent, tensor4d(factors, [1, rows.length, columns.length, 1]));
  return engine().runKernel<Tensor>('AvgPoolGrad', { dy, input }, poolAttributes(window));
}

/** How many places of each window along one axis lie in the image. */
function insideCounts(windows: number, length: number, size: number, stride: number, padding: number): number[] {
  return Array.from({ length: windows }, (_, index) => {
    const start = index * stride - padding;
    return Math.min(start + size, length) - Math.max(start, 0);
  });
}

function poolAttributes(window: Window) {
  return { filterSize: [...window.size], strides: [window.stride, window.stride], pad: window.padding };
}
