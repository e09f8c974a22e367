import type { KernelConfig } from '@tensorflow/tfjs-core';
import { addressOf, call } from './assembly-module';
import { asShape4D, inputOf, shapeOf, wasmBackendOf } from './kernel-arguments';
import { windowsIn } from './windows';

/** See operations/README.md. */
export const maxPoolWithPositions: KernelConfig = {
  kernelName: 'MaxPoolWithPositions',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const images = inputOf(args, 'images');
    const shape = asShape4D(images.shape);
    const [batch, height, width, channels] = shape;
    const { rows, columns, stride, top, left, outHeight, outWidth } = windowsIn(args, shape);
    const output = backend.makeOutput([batch, outHeight, outWidth, channels], 'float32');
    const positions = backend.makeOutput([batch, outHeight, outWidth, channels], 'int32');
    call(
      backend, 'maxPool', addressOf(backend, images), batch, height, width, channels, rows, columns, stride, top, left, outHeight, outWidth,
      addressOf(backend, output), addressOf(backend, positions),
    );
    return [output, positions];
  },
};

/** See operations/README.md. */
export const maxPoolPositionsGradient: KernelConfig = {
  kernelName: 'MaxPoolPositionsGradient',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const cotangent = inputOf(args, 'cotangent');
    const shape = shapeOf(args, 'inputShape');
    const [batch, height, width, channels] = shape;
    const [tasks = 0] = cotangent.shape;
    const { rows, columns, stride, top, left, outHeight, outWidth } = windowsIn(args, shape);
    const result = backend.makeOutput([tasks, ...shape], 'float32');
    call(
      backend, 'maxPoolGradient', addressOf(backend, cotangent), addressOf(backend, inputOf(args, 'positions')), tasks, batch, height, width,
      channels, rows, columns, stride, top, left, outHeight, outWidth, addressOf(backend, result),
    );
    return result;
  },
};

/** See operations/README.md. */
export const averagePoolGradient: KernelConfig = {
  kernelName: 'AveragePoolGradient',
  backendName: 'wasm',
  kernelFunc: (args) => {
    const backend = wasmBackendOf(args);
    const cotangent = inputOf(args, 'cotangent');
    const shape = shapeOf(args, 'inputShape');
    const [batch, height, width, channels] = shape;
    const [tasks = 0] = cotangent.shape;
    const { rows, columns, stride, top, left, outHeight, outWidth } = windowsIn(args, shape);
    const result = backend.makeOutput([tasks, ...shape], 'float32');
    call(
      backend, 'averagePoolGradient', addressOf(backend, cotangent), tasks * batch, height, width, channels, rows, columns, stride, top, left,
      outHeight, outWidth, addressOf(backend, result),
    );
    return result;
  },
};
