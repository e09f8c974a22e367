import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';
import { inputOf, paddingOf, pairOf, viewOf, wasmBackendOf, type KernelArguments } from './kernel-arguments';

/**
 * The gradient of average pooling, in place of the stock kernel, which asks of every entry of the
 * input which windows it lies in. dy [batch, h', w', channels] → the shape of input [batch, h, w,
 * channels]. As in TensorFlow.js, every window counts in full, padding included.
 */
export const avgPoolGrad: KernelConfig = { kernelName: 'AvgPoolGrad', backendName: 'wasm', kernelFunc: gradientOfMeans };

function gradientOfMeans(args: KernelArguments): TensorInfo {
  const backend = wasmBackendOf(args);
  const shape = asShape4D(inputOf(args, 'input').shape);
  const window = backend_util.computePool2DInfo(shape, pairOf(args, 'filterSize'), pairOf(args, 'strides'), 1, paddingOf(args));
  const result = backend.makeOutput(shape, 'float32');
  const gradient = viewOf(backend, result).fill(0);
  const cotangent = viewOf(backend, inputOf(args, 'dy'));

  const { inHeight, inWidth, outHeight, outWidth, inChannels, batchSize, filterHeight, filterWidth, padInfo } = window;
  const share = 1 / (filterHeight * filterWidth);
  let to = 0;
  for (let example = 0; example < batchSize; example += 1) {
    for (let row = 0; row < outHeight; row += 1) {
      const top = row * window.strideHeight - padInfo.top;
      const bottom = Math.min(top + filterHeight, inHeight);
      for (let column = 0; column < outWidth; column += 1, to += inChannels) {
        const left = column * window.strideWidth - padInfo.left;
        const right = Math.min(left + filterWidth, inWidth);
        for (let y = Math.max(top, 0); y < bottom; y += 1) {
          for (let x = Math.max(left, 0); x < right; x += 1) {
            const from = ((example * inHeight + y) * inWidth + x) * inChannels;
            for (let channel = 0; channel < inChannels; channel += 1) {
              gradient[from + channel] = (gradient[from + channel] ?? 0) + (cotangent[to + channel] ?? 0) * share;
            }
          }
        }
      }
    }
  }
  return result;
}
