import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addressOf, call } from './assembly-module';
import { asShape4D } from '../shape-4d';
import { inputOf, ownKernel, shapeOf, type KernelArguments } from './kernel-arguments';
import { windowsIn } from './windows';

/** See operations/README.md. */
export const maxPoolWithPositions = ownKernel('MaxPoolWithPositions', (args, backend) => {
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
});

/** See operations/README.md. */
export const maxPoolPositionsGradient = ownKernel('MaxPoolPositionsGradient', (args, backend) =>
  gradient(args, backend, 'maxPoolGradient', (tasks, batch) => [addressOf(backend, inputOf(args, 'positions')), tasks, batch]));

/** See operations/README.md. */
export const averagePoolGradient = ownKernel('AveragePoolGradient', (args, backend) =>
  gradient(args, backend, 'averagePoolGradient', (tasks, batch) => [tasks * batch]));

/**
 * Calls a gradient of assembly/pooling.ts; `examples` is what it takes between the cotangent and
 * the sizes of the images.
 */
function gradient(
  args: KernelArguments, backend: BackendWasm, name: string, examples: (tasks: number, batch: number) => readonly number[],
): TensorInfo {
  const cotangent = inputOf(args, 'cotangent');
  const shape = shapeOf(args, 'inputShape');
  const [batch, height, width, channels] = shape;
  const [tasks = 0] = cotangent.shape;
  const { rows, columns, stride, top, left, outHeight, outWidth } = windowsIn(args, shape);
  const result = backend.makeOutput([tasks, ...shape], 'float32');
  call(
    backend, name, addressOf(backend, cotangent), ...examples(tasks, batch), height, width, channels, rows, columns, stride, top, left,
    outHeight, outWidth, addressOf(backend, result),
  );
  return result;
}
