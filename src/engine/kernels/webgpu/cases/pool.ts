import { fill, tensor, type Tensor } from '@tensorflow/tfjs-core';
import type { Window } from '../../../operations/raw-kernels';
import { asImages } from '../../../operations/task-axis';
import { poolMeansGradient } from '../../../operations/average-pooling';
import { poolMaxima, poolMaximaGradient } from '../../../operations/max-pooling';
import { noise, type KernelCase } from './kernel-case';

interface Shape extends Window {
  /** batch, height, width, channels */
  readonly images: readonly [number, number, number, number];
}

const shapes: readonly Shape[] = [
  { images: [1, 1, 1, 1], size: [1, 1], stride: 1, padding: 'valid' },
  { images: [2, 1, 1, 3], size: [2, 2], stride: 2, padding: 'same' },
  { images: [3, 28, 28, 8], size: [2, 2], stride: 2, padding: 'valid' },
  { images: [2, 7, 5, 3], size: [2, 2], stride: 2, padding: 'valid' },
  { images: [2, 7, 5, 3], size: [2, 2], stride: 2, padding: 'same' },
  { images: [2, 8, 9, 5], size: [3, 3], stride: 1, padding: 'same' },
  { images: [1, 9, 8, 2], size: [3, 3], stride: 2, padding: 'same' },
  { images: [1, 11, 10, 2], size: [3, 3], stride: 2, padding: 'valid' },
  { images: [2, 11, 7, 1], size: [2, 2], stride: 3, padding: 'valid' },
  { images: [1, 9, 13, 4], size: [5, 5], stride: 3, padding: 'same' },
  { images: [2, 6, 4, 7], size: [6, 4], stride: 1, padding: 'valid' },
];

export const poolCases: readonly KernelCase[] = [
  ...shapes.flatMap((shape): KernelCase[] => [
    { kernel: 'MaxPoolWithPositions', name: nameOf(shape), run: () => [poolMaxima(asImages(noise(shape.images, 1)), shape).output], tolerance: 0 },
    ...[1, 3].flatMap((tasks): KernelCase[] => [
      { kernel: 'MaxPoolPositionsGradient', name: `${nameOf(shape)}, ${tasks} tasks`, run: () => [maximaGradient(noise(shape.images, 1), shape, tasks)] },
      {
        kernel: 'AveragePoolGradient',
        name: `${nameOf(shape)}, ${tasks} tasks`,
        run: () => [poolMeansGradient(cotangentOf(shape, tasks), asImages(noise(shape.images, 1)), shape)],
      },
    ]),
  ]),
  {
    kernel: 'MaxPoolPositionsGradient',
    name: 'of equal values the first counts',
    run: () => {
      const shape: Shape = { images: [2, 6, 6, 3], size: [3, 3], stride: 1, padding: 'same' };
      return [maximaGradient(fill([...shape.images], -2), shape, 2)];
    },
  },
  {
    kernel: 'MaxPoolWithPositions',
    name: 'what is not finite',
    run: () => [poolMaxima(asImages(tensor(strange, [1, 4, 4, 1])), { size: [2, 2], stride: 2, padding: 'valid' }).output],
    expected: () => [[Number.NaN, Infinity, -Infinity, 3]],
  },
];

/**
 * Windows of two by two: with something that is no number, infinite, all negative infinity, and
 * plain.
 */
const strange = [
  1, Number.NaN, 5, Infinity,
  2, 7, -Infinity, 6,
  -Infinity, -Infinity, 0, 1,
  -Infinity, -Infinity, 2, 3,
];

function maximaGradient(images: Tensor, shape: Shape, tasks: number): Tensor {
  const rows = asImages(images);
  return poolMaximaGradient(cotangentOf(shape, tasks), rows, poolMaxima(rows, shape), shape);
}

function cotangentOf({ images, size, stride, padding }: Shape, tasks: number): Tensor {
  const [batch, height, width, channels] = images;
  const places = (length: number, window: number) => Math.ceil((padding === 'same' ? length : length - window + 1) / stride);
  return noise([tasks, batch, places(height, size[0]), places(width, size[1]), channels], 4);
}

function nameOf({ images, size, stride, padding }: Shape): string {
  return `[${images.join(', ')}], window ${size.join(' × ')}, stride ${stride}, ${padding}`;
}
