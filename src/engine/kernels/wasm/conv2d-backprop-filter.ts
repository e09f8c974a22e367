import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';
import { free, inputOf, paddingOf, pairOf, run, shapeOf, wasmBackendOf, type KernelArguments } from './kernel-arguments';

/**
 * The gradient of a convolution's kernel, which the WASM backend lacks. x [batch, h, w, channels
 * in], dy [batch, h', w', channels out] → filterShape [k, k, channels in, channels out].
 *
 * dW[i, j, c, o] = Σ x[b, i + s·p, j + s·q, c] · dy[b, p, q, o] over b, p, q is itself a
 * convolution: of the images [channels in, h, w, batch] with the kernel [h', w', batch, channels
 * out] dilated by the stride s. So XNNPACK does the work; around it are three transpositions.
 */
export const conv2dBackpropFilter: KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: kernelGradient,
};

function kernelGradient(args: KernelArguments): TensorInfo {
  const backend = wasmBackendOf(args);
  const x = inputOf(args, 'x');
  const dy = inputOf(args, 'dy');
  const filterShape = shapeOf(args, 'filterShape');
  const strides = pairOf(args, 'strides');
  const info = backend_util.computeConv2DInfo(asShape4D(x.shape), filterShape, strides, 1, paddingOf(args));
  const [height, width, channelsIn, channelsOut] = filterShape;

  const images = run(backend, 'Transpose', { x }, { perm: [3, 1, 2, 0] });
  const kernel = run(backend, 'Transpose', { x: dy }, { perm: [1, 2, 0, 3] });
  const vertical = paddingAfter(info.inHeight, height, info.outHeight, strides[0], info.padInfo.top);
  const horizontal = paddingAfter(info.inWidth, width, info.outWidth, strides[1], info.padInfo.left);
  const gradient = run(backend, 'Conv2D', { x: images, filter: kernel }, {
    strides: [1, 1],
    dilations: [...strides],
    dataFormat: 'NHWC',
    pad: [[0, 0], [info.padInfo.top, vertical], [info.padInfo.left, horizontal], [0, 0]],
  });
  free(backend, images, kernel);
  // With "valid" padding the last rows and columns may lie under no window; then there are more
  // results than kernel entries.
  const cut = run(backend, 'Slice', { x: gradient }, { begin: [0, 0, 0, 0], size: [channelsIn, height, width, channelsOut] });
  const ordered = run(backend, 'Transpose', { x: cut }, { perm: [1, 2, 0, 3] });
  free(backend, gradient, cut);
  return ordered;
}

/** The padding behind the image that leaves at least as many results as the kernel is long. */
function paddingAfter(length: number, kernel: number, output: number, stride: number, before: number): number {
  return Math.max(0, (output - 1) * stride + kernel - length - before);
}
