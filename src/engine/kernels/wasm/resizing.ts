import type { KernelConfig } from '@tensorflow/tfjs-core';
import { addressOf, call } from './assembly-module';
import { asShape4D } from '../shape-4d';
import { inputOf, pairOf, wasmBackendOf } from './kernel-arguments';

/**
 * Nearest-neighbour resizing by whole factors, in place of the stock kernel, which computes every
 * number's origin. Everything else is left to that. images [batch, h, w, channels], size [h', w'] →
 * [batch, h', w', channels].
 */
export function resizeNearestNeighbor(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const images = inputOf(args, 'images');
      const [batch, height, width, channels] = asShape4D(images.shape);
      const [newHeight, newWidth] = pairOf(args, 'size');
      const whole = newHeight % height === 0 && newWidth % width === 0;
      const corners = args.attrs?.['alignCorners'] === true || args.attrs?.['halfPixelCenters'] === true;
      if (!whole || corners || images.dtype !== 'float32') return stock.kernelFunc(args);
      const backend = wasmBackendOf(args);
      const result = backend.makeOutput([batch, newHeight, newWidth, channels], 'float32');
      call(
        backend, 'repeatPixels', addressOf(backend, images), batch, height, width, channels, newHeight / height, newWidth / width,
        addressOf(backend, result),
      );
      return result;
    },
  };
}
