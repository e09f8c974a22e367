import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { asShape4D, inputOf, paddingOf, pairOf, viewOf, wasmBackendOf, type KernelArguments } from './kernel-arguments';

/**
 * The gradient of max pooling, in place of the stock kernel, which visits every entry of a window once per entry of the input and so takes
 * several times as long. dy, output [batch, h', w', channels], input [batch, h, w, channels] → the shape of input. Of equal largest
 * values the first in reading order gets the gradient, as on the cpu backend.
 */
export const maxPoolGrad: KernelConfig = { kernelName: 'MaxPoolGrad', backendName: 'wasm', kernelFunc: gradientOfMaxima };

function gradientOfMaxima(args: KernelArguments): TensorInfo {
  const backend = wasmBackendOf(args);
  const inputInfo = inputOf(args, 'input');
  const shape = asShape4D(inputInfo.shape);
  const window = backend_util.computePool2DInfo(shape, pairOf(args, 'filterSize'), pairOf(args, 'strides'), 1, paddingOf(args));
  const result = backend.makeOutput(shape, 'float32');
  const gradient = viewOf(backend, result).fill(0);
  const input = viewOf(backend, inputInfo);
  const output = viewOf(backend, inputOf(args, 'output'));
  const cotangent = viewOf(backend, inputOf(args, 'dy'));

  const { inHeight, inWidth, outHeight, outWidth, inChannels, batchSize, filterHeight, filterWidth, padInfo } = window;
  const found = new Uint8Array(inChannels);
  let to = 0;
  for (let example = 0; example < batchSize; example += 1) {
    for (let row = 0; row < outHeight; row += 1) {
      const top = row * window.strideHeight - padInfo.top;
      const bottom = Math.min(top + filterHeight, inHeight);
      for (let column = 0; column < outWidth; column += 1, to += inChannels) {
        const left = column * window.strideWidth - padInfo.left;
        const right = Math.min(left + filterWidth, inWidth);
        found.fill(0);
        for (let y = Math.max(top, 0); y < bottom; y += 1) {
          for (let x = Math.max(left, 0); x < right; x += 1) {
            const from = ((example * inHeight + y) * inWidth + x) * inChannels;
            for (let channel = 0; channel < inChannels; channel += 1) {
              if (found[channel] === 0 && input[from + channel] === output[to + channel]) {
                found[channel] = 1;
                gradient[from + channel] = (gradient[from + channel] ?? 0) + (cotangent[to + channel] ?? 0);
              }
            }
          }
        }
      }
    }
  }
  return result;
}
