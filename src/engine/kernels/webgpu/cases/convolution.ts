import { fused, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { asImages } from '../../../operations/task-axis';
import { convolutionInputGradient } from '../../../operations/raw-kernels';
import { convolutionWeightGradients } from '../../../operations/linear-gradients';
import { noise, type KernelCase } from './kernel-case';

interface Shape {
  /** batch, height, width, channels in */
  readonly images: readonly [number, number, number, number];
  /** height, width, channels out */
  readonly kernel: readonly [number, number, number];
  readonly stride: number;
  readonly padding: 'same' | 'valid';
  readonly thorough?: boolean;
}

const shapes: readonly Shape[] = [
  { images: [1, 1, 1, 1], kernel: [1, 1, 1], stride: 1, padding: 'same' },
  { images: [2, 1, 1, 3], kernel: [3, 3, 2], stride: 1, padding: 'same', thorough: true },
  { images: [2, 5, 7, 3], kernel: [3, 3, 5], stride: 1, padding: 'same' },
  { images: [2, 5, 7, 3], kernel: [3, 3, 5], stride: 1, padding: 'valid', thorough: true },
  { images: [3, 9, 6, 4], kernel: [2, 2, 8], stride: 2, padding: 'same' },
  { images: [1, 11, 13, 2], kernel: [3, 3, 4], stride: 2, padding: 'valid' },
  { images: [1, 8, 8, 1], kernel: [3, 3, 4], stride: 3, padding: 'same', thorough: true },
  { images: [2, 7, 7, 5], kernel: [1, 1, 7], stride: 2, padding: 'valid' },
  { images: [2, 10, 7, 2], kernel: [5, 5, 3], stride: 3, padding: 'same' },
  { images: [1, 12, 12, 2], kernel: [7, 7, 6], stride: 1, padding: 'same', thorough: true },
  { images: [1, 17, 19, 3], kernel: [11, 11, 5], stride: 4, padding: 'same', thorough: true },
  { images: [2, 6, 9, 3], kernel: [2, 5, 20], stride: 1, padding: 'same' },
  { images: [2, 6, 9, 3], kernel: [5, 1, 17], stride: 2, padding: 'valid', thorough: true },
  { images: [4, 28, 28, 1], kernel: [3, 3, 8], stride: 1, padding: 'same' },
  { images: [3, 14, 14, 8], kernel: [3, 3, 16], stride: 1, padding: 'same', thorough: true },
  { images: [2, 32, 32, 3], kernel: [3, 3, 32], stride: 1, padding: 'same', thorough: true },
  { images: [1, 16, 16, 33], kernel: [3, 3, 31], stride: 1, padding: 'same', thorough: true },
  { images: [9, 4, 33, 2], kernel: [3, 3, 2], stride: 1, padding: 'valid', thorough: true },
];

const activations = ['linear', 'relu', 'sigmoid'] as const;

export const convolutionCases: readonly KernelCase[] = shapes.flatMap((shape, index) => {
  const name = nameOf(shape);
  const activation = activations[index % activations.length] ?? 'linear';
  const forward: KernelCase = { kernel: 'FusedConv2D', name: `${activation}, ${name}`, run: () => [forwardOf(shape, activation)] };
  const gradients = [1, 3].flatMap((tasks): KernelCase[] => [
    {
      kernel: 'Conv2DBackpropInput',
      name: `${name}, ${tasks} tasks`,
      run: () => {
        const { kernel, cotangent } = tensorsOf(shape, tasks);
        const [batch, height, width, channels] = shape.images;
        const inputShape = [tasks * batch, height, width, channels] as const;
        const folded = reshape(cotangent, [tasks * batch, ...cotangent.shape.slice(2)]);
        return [convolutionInputGradient(asImages(folded), asImages(kernel), inputShape, shape)];
      },
    },
    {
      kernel: 'ConvolutionWeightGradients',
      name: `${name}, ${tasks} tasks`,
      run: () => {
        const { images, kernel, cotangent } = tensorsOf(shape, tasks);
        return [convolutionWeightGradients(images, cotangent, asImages(kernel).shape, shape)];
      },
    },
  ]);
  return [forward, ...gradients].map((one) => ({ ...one, thorough: shape.thorough ?? false }));
});

function forwardOf({ images, kernel, stride, padding }: Shape, activation: 'linear' | 'relu' | 'sigmoid'): Tensor {
  const [height, width, outputs] = kernel;
  return fused.conv2d({
    x: asImages(noise(images, 1)),
    filter: asImages(noise([height, width, images[3], outputs], 2)),
    bias: noise([outputs], 3),
    strides: stride,
    pad: padding,
    activation,
  });
}

function tensorsOf({ images, kernel, stride, padding }: Shape, tasks: number) {
  const [batch, height, width, inputs] = images;
  const [kernelHeight, kernelWidth, outputs] = kernel;
  const places = (length: number, size: number) => Math.ceil((padding === 'same' ? length : length - size + 1) / stride);
  return {
    images: noise(images, 1),
    kernel: noise([kernelHeight, kernelWidth, inputs, outputs], 2),
    cotangent: noise([tasks, batch, places(height, kernelHeight), places(width, kernelWidth), outputs], 4),
  };
}

function nameOf({ images, kernel, stride, padding }: Shape): string {
  return `[${images.join(', ')}] · [${kernel.join(', ')}], stride ${stride}, ${padding}`;
}
