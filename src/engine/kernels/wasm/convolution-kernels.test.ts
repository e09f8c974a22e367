import { conv2d, depthwiseConv2d, engine, expandDims, fused, image, slice, tensor, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { activationGradient } from '../../layers/activations';
import { convolutionInputGradient } from '../../operations/raw-kernels';
import { asImages, eachTask } from '../../operations/task-axis';
import { convolutionWeightGradients } from '../../operations/linear-gradients';
import { poolMaxima, poolMaximaGradient } from '../../operations/max-pooling';
import { runOwn } from '../../operations/own-kernel';
import { expectSame, resultsOn, some } from './both-backends.test-helpers';

interface Case {
  readonly images: readonly [number, number, number, number];
  readonly kernel: readonly [number, number];
  readonly stride: number;
  readonly padding: 'same' | 'valid';
  readonly filters: number;
  readonly tasks: number;
}

// Size 1, primes, one channel, all remainders of filters modulo eight and of channels modulo four,
// windows as large as the image or larger, strides larger than the window, strides that leave rows
// over.
const cases: readonly Case[] = [
  { images: [1, 1, 1, 1], kernel: [1, 1], stride: 1, padding: 'valid', filters: 1, tasks: 1 },
  { images: [1, 1, 1, 1], kernel: [3, 3], stride: 1, padding: 'same', filters: 2, tasks: 3 },
  { images: [2, 5, 7, 3], kernel: [3, 3], stride: 1, padding: 'same', filters: 5, tasks: 1 },
  { images: [2, 5, 7, 3], kernel: [3, 3], stride: 1, padding: 'valid', filters: 8, tasks: 3 },
  { images: [3, 7, 5, 1], kernel: [2, 2], stride: 1, padding: 'same', filters: 3, tasks: 1 },
  { images: [3, 7, 5, 2], kernel: [4, 4], stride: 1, padding: 'same', filters: 1, tasks: 3 },
  { images: [2, 11, 13, 2], kernel: [5, 5], stride: 2, padding: 'same', filters: 4, tasks: 1 },
  { images: [2, 11, 13, 2], kernel: [5, 5], stride: 2, padding: 'valid', filters: 6, tasks: 1 },
  { images: [2, 8, 9, 4], kernel: [3, 3], stride: 2, padding: 'same', filters: 9, tasks: 2 },
  { images: [2, 8, 9, 4], kernel: [3, 3], stride: 2, padding: 'valid', filters: 4, tasks: 3 },
  { images: [2, 8, 9, 5], kernel: [2, 2], stride: 3, padding: 'valid', filters: 7, tasks: 1 },
  { images: [2, 10, 10, 3], kernel: [4, 4], stride: 3, padding: 'same', filters: 12, tasks: 1 },
  { images: [1, 10, 7, 2], kernel: [2, 2], stride: 4, padding: 'same', filters: 7, tasks: 1 },
  { images: [5, 3, 3, 17], kernel: [3, 3], stride: 1, padding: 'valid', filters: 19, tasks: 1 },
  { images: [1, 4, 4, 2], kernel: [1, 1], stride: 2, padding: 'same', filters: 3, tasks: 1 },
  { images: [2, 6, 6, 8], kernel: [3, 3], stride: 1, padding: 'same', filters: 16, tasks: 3 },
  { images: [1, 3, 40, 6], kernel: [3, 1], stride: 1, padding: 'same', filters: 13, tasks: 2 },
  { images: [1, 2, 3, 1], kernel: [5, 5], stride: 1, padding: 'same', filters: 10, tasks: 1 },
  { images: [1, 24, 70, 7], kernel: [3, 5], stride: 1, padding: 'same', filters: 20, tasks: 1 },
  // One to three filters, and floats of a window's row in fours, have loops of their own.
  { images: [2, 7, 6, 4], kernel: [3, 3], stride: 1, padding: 'same', filters: 1, tasks: 1 },
  { images: [2, 9, 8, 8], kernel: [3, 3], stride: 2, padding: 'same', filters: 2, tasks: 2 },
  { images: [1, 5, 5, 4], kernel: [2, 3], stride: 1, padding: 'valid', filters: 3, tasks: 3 },
  { images: [1, 3, 3, 16], kernel: [1, 1], stride: 1, padding: 'valid', filters: 3, tasks: 1 },
  { images: [2, 4, 6, 8], kernel: [2, 2], stride: 2, padding: 'valid', filters: 5, tasks: 3 },
  { images: [1, 2, 2, 4], kernel: [2, 2], stride: 2, padding: 'same', filters: 1, tasks: 1 },
  { images: [0, 4, 4, 2], kernel: [3, 3], stride: 1, padding: 'same', filters: 3, tasks: 2 },
];

function outputLength(length: number, kernel: number, { stride, padding }: Case): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - kernel) / stride) + 1;
}

function outputShape(test: Case, channels: number): [number, number, number, number] {
  const [batch, height, width] = test.images;
  const [rows, columns] = test.kernel;
  return [batch, outputLength(height, rows, test), outputLength(width, columns, test), channels];
}

const nothing = (test: Case) => test.images[0] === 0;

/**
 * How many places of a window lie in the image: they share out an average's gradient. The
 * definition, with plain loops.
 */
function averageGradient(cotangent: Float32Array, test: Case): Float32Array {
  const [batch, height, width, channels] = test.images;
  const [, rows, columns] = outputShape(test, channels);
  const before = (length: number, size: number, count: number) =>
    test.padding === 'same' ? Math.floor(Math.max(0, (count - 1) * test.stride + size - length) / 2) : 0;
  const top = before(height, test.kernel[0], rows);
  const left = before(width, test.kernel[1], columns);
  const gradient = new Float32Array(batch * height * width * channels);
  for (let place = 0; place < batch * rows * columns; place += 1) {
    const [example, y, x] = [Math.floor(place / (rows * columns)), Math.floor(place / columns) % rows, place % columns];
    const inside: number[] = [];
    for (let i = y * test.stride - top; i < y * test.stride - top + test.kernel[0]; i += 1) {
      for (let j = x * test.stride - left; j < x * test.stride - left + test.kernel[1]; j += 1) {
        if (i >= 0 && i < height && j >= 0 && j < width) inside.push((example * height + i) * width + j);
      }
    }
    for (const pixel of inside) {
      for (let channel = 0; channel < channels; channel += 1) {
        gradient[pixel * channels + channel] =
          (gradient[pixel * channels + channel] ?? 0) + (cotangent[place * channels + channel] ?? NaN) / inside.length;
      }
    }
  }
  return gradient;
}

describe.each(cases)('over $images, $kernel windows, stride $stride, $padding, $filters filters, $tasks tasks', (test) => {
  const { images, kernel, stride, padding, filters, tasks } = test;
  const [batch, height, width, channels] = images;
  const kernelShape = [...kernel, channels, filters] as const;
  const whole = outputShape(test, filters);
  const pooled = outputShape(test, channels);

  it.skipIf(nothing(test))('convolution, with and without bias and ReLU', async () => {
    await expectSame([some(images), some(kernelShape), some([filters])], (x, filter, bias) => [
      conv2d(asImages(x ?? bias), asImages(filter ?? bias), stride, padding),
      fused.conv2d({ x: asImages(x), filter: asImages(filter), strides: stride, pad: padding, bias, activation: 'relu' }),
    ]);
  });

  it.skipIf(nothing(test))('the gradient of its images', async () => {
    await expectSame([some(whole), some(kernelShape)], (dy, filter) => [
      convolutionInputGradient(asImages(dy), asImages(filter), [batch, height, width, channels], { stride, padding }),
    ]);
  });

  it('the gradients of its weights', async () => {
    await expectSame([some(images), some([tasks, ...whole])], (x, cotangent) => [
      nothing(test)
        ? zerosOrOwn(x, cotangent, kernelShape, test)
        : convolutionWeightGradients(x, cotangent, kernelShape, { stride, padding }),
    ]);
  });

  it.skipIf(nothing(test))('max pooling and its gradient', async () => {
    const window = { size: kernel, stride, padding };
    await expectSame([some(images), some([tasks, ...pooled])], (x, cotangent) => {
      const pooling = poolMaxima(asImages(x), window);
      return [pooling.output, poolMaximaGradient(cotangent, asImages(x), pooling, window)];
    });
  });

  it.skipIf(nothing(test))('the gradient of average pooling', async () => {
    const cotangent = some([tasks, ...pooled]);
    const attributes = { size: [...kernel], stride, padding, inputShape: [...images] };
    const [found] = await resultsOn('wasm', [cotangent], (own) => [runOwn('AveragePoolGradient', { cotangent: own }, attributes)]);
    const length = cotangent.values.length / tasks;
    const expected = Array.from({ length: tasks }, (_, task) => [
      ...averageGradient(cotangent.values.subarray(task * length, (task + 1) * length), test),
    ]).flat();
    expect(found?.shape).toEqual([tasks, ...images]);
    expected.forEach((value, place) => expect(found?.values[place]).toBeCloseTo(value, 4));
  });

  it.skipIf(nothing(test))('depthwise convolution’s gradients', async () => {
    const attributes = { strides: [stride, stride], pad: padding, dilations: [1, 1], inputShape: [...images] };
    for (const each of [1, 2]) {
      const dy = some(outputShape(test, channels * each));
      await expectSame([dy, some([...kernel, channels, each])], (own, filter) => [
        engine().runKernel<Tensor>('DepthwiseConv2dNativeBackpropInput', { dy: own, filter }, attributes),
      ]);
    }
    const [cpu] = await resultsOn('cpu', [some(images), some([tasks, ...pooled])], (x, cotangent) => [
      eachTask(cotangent, (dy) =>
        engine().runKernel<Tensor>(
          'DepthwiseConv2dNativeBackpropFilter',
          { x, dy },
          { strides: [stride, stride], pad: padding, dilations: [1, 1], filterShape: [...kernel, channels, 1] },
        ),
      ),
    ]);
    const [wasm] = await resultsOn('wasm', [some(images), some([tasks, ...pooled])], (x, cotangent) => [
      runOwn('DepthwiseWeightGradients', { images: x, cotangent }, { size: [...kernel], stride, padding }),
    ]);
    expect(wasm?.shape).toEqual([tasks, kernel[0] * kernel[1] * channels]);
    cpu?.values.forEach((value, place) => expect(Math.abs((wasm?.values[place] ?? NaN) - value)).toBeLessThan(1e-4 * (1 + Math.abs(value))));
  });
});

/**
 * A batch of no images has gradients of zeros; the stock kernels of the cpu backend do not take it.
 */
function zerosOrOwn(x: Tensor, cotangent: Tensor, kernelShape: readonly [number, number, number, number], { stride, padding, tasks }: Case) {
  if (engine().backendName === 'wasm') return convolutionWeightGradients(x, cotangent, kernelShape, { stride, padding });
  const size = kernelShape[0] * kernelShape[1] * kernelShape[2] * kernelShape[3] + kernelShape[3];
  return tensor(new Float32Array(tasks * size), [tasks, size]);
}

describe.each([
  [[1, 1, 1, 1], [3, 3], false],
  [[2, 3, 5, 3], [6, 20], false],
  [[2, 3, 5, 4], [3, 5], false],
  [[1, 4, 3, 7], [8, 3], false],
  [[1, 4, 3, 2], [7, 5], false],
  [[1, 4, 3, 2], [8, 6], true],
] as const)('images %j', (shape, size, alignCorners) => {
  it(`resized to ${size.join(' × ')}`, async () => {
    await expectSame([some(shape)], (images) => [image.resizeNearestNeighbor(asImages(images), [...size], alignCorners)]);
  });
});

describe('what is not a number', () => {
  const spoilt = (shape: readonly number[], ...bad: readonly number[]) => {
    const numbers = some(shape);
    bad.forEach((value, index) => (numbers.values[3 + 7 * index] = value));
    return numbers;
  };

  it('goes through convolution and its gradients as on cpu', async () => {
    const shape = [1, 5, 6, 3] as const;
    await expectSame([spoilt(shape, NaN, Infinity, -Infinity), some([3, 3, 3, 5]), some([5])], (x, filter, bias) => [
      fused.conv2d({ x: asImages(x), filter: asImages(filter), strides: 1, pad: 'valid', bias, activation: 'linear' }),
    ]);
    await expectSame([some(shape), spoilt([1, 1, 3, 4, 5], NaN, Infinity)], (x, cotangent) => [
      convolutionWeightGradients(x, cotangent, [3, 3, 3, 5], { stride: 1, padding: 'valid' }),
    ]);
  });

  it('counts as largest in max pooling', async () => {
    const numbers = spoilt([1, 4, 4, 5], NaN, Infinity, -Infinity);
    const window = { size: [2, 2], stride: 2, padding: 'valid' } as const;
    const [output, gradient] = await resultsOn('wasm', [numbers], (x) => {
      const pooling = poolMaxima(asImages(x), window);
      return [pooling.output, poolMaximaGradient(tensor(new Float32Array(20).fill(1), [1, 1, 2, 2, 5]), asImages(x), pooling, window)];
    });
    expect(output?.values[3]).toBeNaN();
    expect(gradient?.values[3]).toBe(1);
    expect(output?.values.filter((value) => value === Infinity)).toHaveLength(1);
  });

  it('goes through the derivative of activations as on cpu', async () => {
    for (const activation of ['relu', 'sigmoid', 'tanh', 'gelu'] as const) {
      await expectSame([spoilt([2, 3, 7], 1, Infinity, NaN), spoilt([3, 7], NaN, 0, 2)], (cotangent, output) => [
        activationGradient(activation, cotangent, output, output),
      ]);
    }
  });
});

it('kernels leave nothing behind', async () => {
  const run = () =>
    resultsOn('wasm', [some([2, 6, 6, 3]), some([3, 3, 3, 5])], (x, filter) => {
      const images: Tensor4D = asImages(x);
      return [
        conv2d(images, asImages(filter), 1, 'same'),
        depthwiseConv2d(images, asImages(slice(filter, [0, 0, 0, 0], [3, 3, 3, 1])), 1, 'same'),
        convolutionWeightGradients(images, expandDims(conv2d(images, asImages(filter), 1, 'same'), 0), [3, 3, 3, 5], { stride: 1, padding: 'same' }),
      ];
    });
  await run();
  const before = engine().backend.numDataIds();
  await run();
  expect(engine().backend.numDataIds()).toBe(before);
});
