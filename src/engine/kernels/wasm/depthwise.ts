import type { KernelConfig } from '@tensorflow/tfjs-core';
import { addressOf, call } from './assembly-module';
import { asShape4D } from '../shape-4d';
import { inputOf, ownKernel, shapeOf, wasmBackendOf } from './kernel-arguments';
import { stockWindows, windowsIn } from './windows';

/** See operations/README.md. */
export const depthwiseWeightGradients = ownKernel('DepthwiseWeightGradients', (args, backend) => {
  const images = inputOf(args, 'images');
  const cotangent = inputOf(args, 'cotangent');
  const shape = asShape4D(images.shape);
  const [batch, height, width, channels] = shape;
  const [tasks = 0] = cotangent.shape;
  const { rows, columns, stride, top, left, outHeight, outWidth } = windowsIn(args, shape);
  const result = backend.makeOutput([tasks, rows * columns * channels], 'float32');
  call(
    backend, 'depthwiseWeightGradients', addressOf(backend, images), batch, height, width, channels, addressOf(backend, cotangent), tasks,
    rows, columns, stride, top, left, outHeight, outWidth, addressOf(backend, result),
  );
  return result;
});

/**
 * The gradient of a depthwise convolution's images, which the WASM backend lacks; throws for what
 * stockWindows does not take. dy [batch, h', w', channels · filters], filter [kh, kw, channels,
 * filters] → inputShape [batch, h, w, channels].
 */
export const depthwiseInputGradient: KernelConfig = {
  kernelName: 'DepthwiseConv2dNativeBackpropInput',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const filter = inputOf(args, 'filter');
    const [rows, columns, channels, filters] = asShape4D(filter.shape);
    const shape = shapeOf(args, 'inputShape');
    const [batch, height, width] = shape;
    const windows = stockWindows(args, shape, [rows, columns], ['dy', 'filter']);
    if (windows === undefined) throw new Error('the gradient of such a depthwise convolution is not there on WASM');
    const { stride, top, left, outHeight, outWidth } = windows;
    const result = backend.makeOutput(shape, 'float32');
    call(
      backend, 'depthwiseInputGradient', addressOf(backend, inputOf(args, 'dy')), batch, height, width, channels, addressOf(backend, filter),
      rows, columns, filters, stride, top, left, outHeight, outWidth, addressOf(backend, result),
    );
    return result;
  },
};
