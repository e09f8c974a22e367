import { reshape, tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { activations } from '../../../domain/network/layer-kind';
import { activationGradient } from '../../layers/activations';
import { randomKey, randomUniform } from '../../../lib/random';
import { dropoutMask } from '../../operations/dropout-mask';
import { gatherImages, gatherRows } from '../../operations/gather';
import { moveWeights } from '../../optimizers/move-weights';
import { updateRules } from '../../optimizers/update-rules';
import { integerValues, integers, noise, type KernelCase } from './kernel-case';

const cotangents: readonly (readonly number[])[] = [[1, 1, 1], [1, 64, 10], [3, 5, 7], [2, 3, 5, 4, 3], [5, 2, 65]];

const activated = activations.filter((activation) => activation !== 'none');

const updates = [
  { name: 'plain', regularisation: { l1: 0, l2: 0, clipNorm: 0 } },
  { name: 'penalties', regularisation: { l1: 0.02, l2: 0.1, clipNorm: 0 } },
  { name: 'penalties and clipping', regularisation: { l1: 0.01, l2: 0.05, clipNorm: 0.7 } },
] as const;

function vector(length: number, seed: number, low = -1, high = 1): Tensor1D {
  return reshape(noise([length], seed, low, high), [length]);
}

const masks = [[1, 0.5, 0], [1000, 0.25, 0], [777, 0.9, 12_345], [64, 0, 5], [130, 0.1, 2 ** 32 - 60], [65, 1 / 3, 2 ** 31]] as const;

const tables = [[1, 1, 1], [10, 1, 64], [7, 3, 5], [300, 13, 33]] as const;

const gathered = [[1, 1, 1, 1, 1], [5, 3, 3, 1, 7], [4, 5, 7, 3, 9], [9, 28, 28, 1, 16], [3, 2, 2, 5, 65]] as const;

export const pointwiseCases: readonly KernelCase[] = [
  ...activated.flatMap((activation) =>
    cotangents.map((shape): KernelCase => ({
      kernel: 'ActivationGradient',
      name: `${activation} [${shape.join()}]`,
      run: () => {
        const output = noise(shape.slice(1), 11, activation === 'sigmoid' ? 0 : -0.95, 0.95);
        return [activationGradient(activation, noise(shape, 10), output, activation === 'gelu' ? noise(shape.slice(1), 12, -5, 5) : undefined)];
      },
    })),
  ),
  ...Object.entries(updateRules).flatMap(([id, rule]) =>
    updates.flatMap(({ name, regularisation }) =>
      [1, 63, 1025].map((length): KernelCase => ({
        kernel: 'UpdateWeights',
        name: `${id}, ${name} [${length}]`,
        run: () => {
          const slots = Array.from({ length: rule.slots }, (_, slot) => vector(length, 20 + slot, 0.1, 1));
          const state = { weights: vector(length, 18), gradient: vector(length, 19), slots, regularisation };
          const moved = moveWeights(rule, { ...state, learningRate: 0.01, step: 3, values: {} });
          return [moved.weights, ...moved.slots];
        },
      })),
    ),
  ),
  ...masks.map(([size, rate, first]): KernelCase => ({
    kernel: 'DropoutMask',
    name: `[${size}] rate ${rate} from ${first}`,
    run: () => [dropoutMask([size], rate, randomKey(3, 'dropout', size), first)],
    tolerance: 0,
  })),
  ...tables.flatMap(([rows, columns, batch]): KernelCase[] => [
    {
      kernel: 'GatherRows',
      name: `float32 [${rows}, ${columns}] by ${batch}`,
      run: () => [reshape(gatherRows(noise([rows, columns], 13), vectorOfIntegers(batch, rows)), [-1])],
      expected: () => {
        const values = Array.from(noiseValues(rows * columns));
        return [pick(values, columns, integerValues(batch, rows, 14))];
      },
      tolerance: 0,
    },
    {
      kernel: 'GatherRows',
      name: `int32 [${rows}, ${columns}] by ${batch}`,
      run: () => [reshape(gatherRows(integers([rows, columns], 1000, 15), vectorOfIntegers(batch, rows)), [-1])],
      expected: () => [pick(Array.from(integerValues(rows * columns, 1000, 15)), columns, integerValues(batch, rows, 14))],
      tolerance: 0,
    },
  ]),
  ...gathered.map(([images, height, width, channels, batch]): KernelCase => {
    const size = height * width * channels;
    const range = { scale: Array.from({ length: channels }, (_, c) => 0.01 * (c + 1)), offset: Array.from({ length: channels }, (_, c) => c - 1) };
    const bytes = integerValues(4 * Math.ceil((images * size) / 4), 256, 16);
    return {
      kernel: 'GatherImages',
      name: `${images} of [${height}, ${width}, ${channels}] by ${batch}`,
      run: () => {
        const words = tensor(new Int32Array(Uint8Array.from(bytes).buffer), [bytes.length / 4], 'int32');
        return [reshape(gatherImages(words, vectorOfIntegers(batch, images), [height, width, channels], range), [-1])];
      },
      expected: () => {
        const values = Array.from(bytes, (byte, place) => byte * (range.scale[place % size % channels] ?? 0) + (range.offset[place % size % channels] ?? 0));
        return [pick(values, size, integerValues(batch, images, 14))];
      },
      tolerance: 1e-6,
    };
  }),
];

function vectorOfIntegers(length: number, end: number): Tensor1D {
  return reshape(integers([length], end, 14), [length]);
}

function noiseValues(length: number): Float32Array {
  const key = randomKey(13, 'noise', 2);
  return Float32Array.from({ length }, (_, index) => 2 * randomUniform(key, index) - 1);
}

/** Rows of a table, one after another. */
function pick(table: readonly number[], columns: number, rows: Int32Array): number[] {
  return Array.from(rows).flatMap((row) => table.slice(row * columns, (row + 1) * columns));
}
