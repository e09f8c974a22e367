import { asImages } from '../../../operations/task-axis';
import { depthwiseConvolution, depthwiseInputGradient, depthwiseWeightGradients } from '../../../operations/depthwise';
import { noise, type KernelCase } from './kernel-case';

interface Shape {
  /** batch, height, width, channels */
  readonly images: readonly [number, number, number, number];
  readonly size: readonly [number, number];
  readonly stride: number;
  readonly padding: 'same' | 'valid';
}

const shapes: readonly Shape[] = [
  { images: [1, 1, 1, 1], size: [1, 1], stride: 1, padding: 'same' },
  { images: [2, 1, 1, 3], size: [3, 3], stride: 1, padding: 'same' },
  { images: [2, 5, 7, 3], size: [3, 3], stride: 1, padding: 'valid' },
  { images: [3, 9, 6, 4], size: [2, 2], stride: 2, padding: 'same' },
  { images: [1, 11, 13, 2], size: [3, 3], stride: 2, padding: 'valid' },
  { images: [2, 10, 7, 2], size: [5, 5], stride: 3, padding: 'same' },
  { images: [2, 14, 14, 17], size: [3, 3], stride: 1, padding: 'same' },
];

export const depthwiseCases: readonly KernelCase[] = shapes.flatMap((shape): KernelCase[] => {
  const { images, size, stride, padding } = shape;
  const [batch, height, width, channels] = images;
  const places = (length: number, window: number) => Math.ceil((padding === 'same' ? length : length - window + 1) / stride);
  const cotangent = (tasks: number) => noise([tasks, batch, places(height, size[0]), places(width, size[1]), channels], 4);
  const kernel = () => asImages(noise([...size, channels, 1], 2));
  const name = `[${images.join(', ')}] · [${size.join(', ')}], stride ${stride}, ${padding}`;
  return [
    { kernel: 'DepthwiseConv2dNative', name, run: () => [depthwiseConvolution(asImages(noise(images, 1)), kernel(), shape)] },
    { kernel: 'DepthwiseConv2dNative', name: `${name}, as the input's gradient`, run: () => [depthwiseInputGradient(cotangent(2), kernel(), images, shape)] },
    ...[1, 3].map((tasks): KernelCase => ({
      kernel: 'DepthwiseWeightGradients',
      name: `${name}, ${tasks} tasks`,
      run: () => [depthwiseWeightGradients(asImages(noise(images, 1)), cotangent(tasks), size, shape)],
    })),
  ];
});
