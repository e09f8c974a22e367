import { backend_util, type KernelConfig } from '@tensorflow/tfjs-core';
import { addressOf, call } from './assembly-module';
import { asShape4D, inputOf, listOf, pairOf, paddingOf, shapeOf, wasmBackendOf } from './kernel-arguments';
import { windowsIn } from './windows';

/** See operations/README.md. */
export const depthwiseWeightGradients: KernelConfig = {
  kernelName: 'DepthwiseWeightGradients',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
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
  },
};

/**
 * The gradient of a depthwise convolution's images, which the WASM backend lacks; stride the same both ways, without dilation.
 * dy [batch, h', w', channels · filters], filter [kh, kw, channels, filters] → inputShape [batch, h, w, channels].
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
    const dilations = args.attrs?.['dilations'] === undefined ? [1] : listOf(args, 'dilations');
    if (dilations.some((dilation) => dilation !== 1)) throw new Error('the gradient of a dilated depthwise convolution is not there on WASM');
    const { padInfo, strideHeight, outHeight, outWidth } = backend_util.computeConv2DInfo(
      shape, [rows, columns, channels, filters], pairOf(args, 'strides'), 1, paddingOf(args), undefined, true,
    );
    const result = backend.makeOutput(shape, 'float32');
    call(
      backend, 'depthwiseInputGradient', addressOf(backend, inputOf(args, 'dy')), batch, height, width, channels, addressOf(backend, filter),
      rows, columns, filters, strideHeight, padInfo.top, padInfo.left, outHeight, outWidth, addressOf(backend, result),
    );
    return result;
  },
};
