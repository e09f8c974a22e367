import { backend_util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';
import { inputOf, paddingOf, pairOf, viewOf, wasmBackendOf, type KernelArguments } from './kernel-arguments';

/**
 * The gradient of max pooling, in place of the stock kernel, which visits every entry of a window
 * once per entry of the input and so takes several times as long. dy, output [batch, h', w',
 * channels], input [batch, h, w, channels] → the shape of input. Of equal largest values the first
 * in reading order gets the gradient, as on the cpu backend.
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
  let to = 0;
  for (let example = 0; example < batchSize; example += 1) {
    for (let row = 0; row < outHeight; row += 1) {
      const top = row * window.strideHeight - padInfo.top;
      const bottom = Math.min(top + filterHeight, inHeight);
      for (let column = 0; column < outWidth; column += 1) {
        const left = column * window.strideWidth - padInfo.left;
        const right = Math.min(left + filterWidth, inWidth);
        const corner = (example * inHeight + Math.max(top, 0)) * inWidth + Math.max(left, 0);
        const across = (right - Math.max(left, 0)) * inChannels;
        const rows = bottom - Math.max(top, 0);
        for (let channel = 0; channel < inChannels; channel += 1, to += 1) {
          const from = firstEqual(input, output[to] ?? NaN, corner * inChannels + channel, rows, across, inWidth, inChannels);
          if (from >= 0) gradient[from] = (gradient[from] ?? 0) + (cotangent[to] ?? 0);
        }
      }
    }
  }
  return result;
}

/** Where in a window a value stands first, in reading order; −1 if nowhere, as happens with NaN. */
function firstEqual(
  input: Float32Array,
  value: number,
  start: number,
  rows: number,
  across: number,
  imageWidth: number,
  channels: number,
): number {
  for (let row = 0; row < rows; row += 1) {
    const begin = start + row * imageWidth * channels;
    for (let place = begin; place < begin + across; place += channels) {
      if (input[place] === value) return place;
    }
  }
  return -1;
}
