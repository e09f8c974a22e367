import { engine, getKernelsForBackend, randomNormal, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/node-backends';
import { registerWasmGradientKernels } from './register';

type Padding = 'same' | 'valid';
interface Case {
  readonly images: readonly [number, number, number, number];
  readonly kernel: number;
  readonly stride: number;
  readonly padding: Padding;
  readonly filters: number;
}

// Size 1, primes, windows as large as the image, strides larger than the window, and strides that
// leave rows over.
const cases: readonly Case[] = [
  { images: [1, 1, 1, 1], kernel: 1, stride: 1, padding: 'valid', filters: 1 },
  { images: [1, 1, 1, 1], kernel: 3, stride: 1, padding: 'same', filters: 2 },
  { images: [2, 5, 7, 3], kernel: 3, stride: 1, padding: 'same', filters: 5 },
  { images: [2, 5, 7, 3], kernel: 3, stride: 1, padding: 'valid', filters: 5 },
  { images: [3, 7, 5, 1], kernel: 2, stride: 1, padding: 'same', filters: 3 },
  { images: [3, 7, 5, 2], kernel: 4, stride: 1, padding: 'same', filters: 1 },
  { images: [2, 11, 13, 2], kernel: 5, stride: 2, padding: 'same', filters: 3 },
  { images: [2, 11, 13, 2], kernel: 5, stride: 2, padding: 'valid', filters: 3 },
  { images: [2, 8, 9, 3], kernel: 3, stride: 2, padding: 'valid', filters: 4 },
  { images: [2, 8, 9, 3], kernel: 2, stride: 3, padding: 'valid', filters: 4 },
  { images: [1, 10, 7, 2], kernel: 2, stride: 4, padding: 'same', filters: 7 },
  { images: [5, 3, 3, 17], kernel: 3, stride: 1, padding: 'valid', filters: 19 },
  { images: [1, 4, 4, 2], kernel: 1, stride: 2, padding: 'same', filters: 3 },
];

function outputLength(length: number, { kernel, stride, padding }: Case): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - kernel) / stride) + 1;
}

function outputShape(test: Case, channels: number): number[] {
  const [batch, height, width] = test.images;
  return [batch, outputLength(height, test), outputLength(width, test), channels];
}

function run(kernel: string, inputs: Record<string, Tensor>, attributes: Record<string, number[] | string>): Tensor {
  return engine().runKernel<Tensor>(kernel, inputs, attributes);
}

/** Runs the same computation on both backends from the same numbers. */
async function onBoth(shapes: readonly (readonly number[])[], compute: (...inputs: Tensor[]) => Tensor) {
  await useBackend('cpu');
  const values = await Promise.all(shapes.map((shape) => randomNormal([...shape], 0, 1, 'float32', 7 + shape.length).data()));
  const results: Float32Array[] = [];
  for (const backend of ['cpu', 'wasm'] as const) {
    await useBackend(backend);
    const inputs = values.map((data, index) => tensor(Float32Array.from(data), [...(shapes[index] ?? [])]));
    results.push(Float32Array.from(await compute(...inputs).data()));
  }
  return { cpu: results[0] ?? new Float32Array(), wasm: results[1] ?? new Float32Array() };
}

function expectClose({ cpu, wasm }: { cpu: Float32Array; wasm: Float32Array }) {
  expect(wasm.length).toBe(cpu.length);
  expect(cpu.some((value) => value !== 0)).toBe(true);
  cpu.forEach((value, index) => expect(Math.abs(value - (wasm[index] ?? NaN))).toBeLessThan(1e-4 * (1 + Math.abs(value))));
}

describe.each(cases)('on $images, window $kernel, stride $stride, $padding, $filters filters', (test) => {
  const { images, kernel, stride, padding, filters } = test;
  const convolution = { strides: [stride, stride], pad: padding, dataFormat: 'NHWC', dilations: [1, 1] };
  const filterShape = [kernel, kernel, images[3], filters];
  const pool = { filterSize: [kernel, kernel], strides: [stride, stride], pad: padding };

  it('Conv2DBackpropFilter equals the cpu backend', async () => {
    expectClose(
      await onBoth([images, outputShape(test, filters)], (x, dy) =>
        run('Conv2DBackpropFilter', { x, dy }, { ...convolution, filterShape }),
      ),
    );
  });

  it('Conv2DBackpropInput equals the cpu backend', async () => {
    expectClose(
      await onBoth([outputShape(test, filters), filterShape], (dy, filter) =>
        run('Conv2DBackpropInput', { dy, filter }, { ...convolution, inputShape: [...images] }),
      ),
    );
  });

  it('MaxPoolGrad equals the cpu backend, also where values are equal', async () => {
    expectClose(
      await onBoth([images, outputShape(test, images[3])], (values, dy) => {
        const input = run('Round', { x: values }, {});
        const output = run('MaxPool', { x: input }, pool);
        return run('MaxPoolGrad', { dy, input, output }, pool);
      }),
    );
  });

  it('AvgPoolGrad equals the cpu backend', async () => {
    expectClose(await onBoth([images, outputShape(test, images[3])], (input, dy) => run('AvgPoolGrad', { dy, input }, pool)));
  });
});

describe('the registration', () => {
  it('may be repeated and adds each kernel once', () => {
    registerWasmGradientKernels();
    registerWasmGradientKernels();
    const names = getKernelsForBackend('wasm').map(({ kernelName }) => kernelName);
    expect(names.filter((name) => name === 'Conv2DBackpropFilter')).toHaveLength(1);
  });

  it('leaves no memory behind', async () => {
    await useBackend('wasm');
    const x = randomNormal([2, 5, 5, 2]);
    const dy = randomNormal([2, 5, 5, 3]);
    const filter = randomNormal([3, 3, 2, 3]);
    const attributes = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
    const before = engine().backend.numDataIds();
    run('Conv2DBackpropFilter', { x, dy }, { ...attributes, filterShape: [3, 3, 2, 3] }).dispose();
    run('Conv2DBackpropInput', { dy, filter }, { ...attributes, inputShape: [2, 5, 5, 2] }).dispose();
    expect(engine().backend.numDataIds()).toBe(before);
  });
});
