import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';
import { free, inputOf, paddingOf, pairOf, run, shapeOf, wasmBackendOf, type KernelArguments } from './kernel-arguments';

/**
 * The gradient of a convolution's input, in place of the stock kernel: with stride 1 it is the
 * convolution of dy with the kernel turned by 180° and its channels swapped, which XNNPACK does
 * about nine times as fast. Other strides are left to the stock kernel, since XNNPACK would spend
 * most of its time on the zeros between the entries of dy. dy [batch, h', w', channels out], filter
 * [k, k, channels in, channels out] → inputShape [batch, h, w, channels in].
 */
export function conv2dBackpropInput(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const strides = pairOf(args, 'strides');
      return strides[0] === 1 && strides[1] === 1 ? inputGradient(args) : stock.kernelFunc(args);
    },
  };
}

function inputGradient(args: KernelArguments): TensorInfo {
  const backend = wasmBackendOf(args);
  const dy = inputOf(args, 'dy');
  const filter = inputOf(args, 'filter');
  const [height, width, channelsIn, channelsOut] = asShape4D(filter.shape);
  const info = backend_util.computeConv2DInfo(
    shapeOf(args, 'inputShape'),
    [height, width, channelsIn, channelsOut],
    1,
    1,
    paddingOf(args),
  );
  const { padInfo, inHeight, inWidth, outHeight, outWidth } = info;
  const top = height - 1 - padInfo.top;
  const left = width - 1 - padInfo.left;
  const turned = run(backend, 'Reverse', { x: filter }, { dims: [0, 1] });
  const swapped = run(backend, 'Transpose', { x: turned }, { perm: [0, 1, 3, 2] });
  const gradient = run(backend, 'Conv2D', { x: dy, filter: swapped }, {
    strides: [1, 1],
    dilations: [1, 1],
    dataFormat: 'NHWC',
    pad: [
      [0, 0],
      [top, inHeight - outHeight + height - 1 - top],
      [left, inWidth - outWidth + width - 1 - left],
      [0, 0],
    ],
  });
  free(backend, turned, swapped);
  return gradient;
}
