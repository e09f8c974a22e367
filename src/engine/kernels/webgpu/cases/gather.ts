import { reshape, tensor, tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import { limits } from '../../../../experiment/limits';
import { randomKey, randomUniform } from '../../../../lib/random';
import { gatherImages, gatherRows } from '../../../operations/gather';
import { moveBits } from '../../../../data/moved-rows';
import { movedPlainly, someMoves } from '../../../../data/testing/moved-plainly';
import { integerValues, integers, noise, type KernelCase } from './kernel-case';

const tables = [[1, 1, 1], [10, 1, 64], [7, 3, 5], [300, 13, 33]] as const;

const gathered = [[1, 1, 1, 1, 1], [5, 3, 3, 1, 7], [4, 5, 7, 3, 9], [9, 28, 28, 1, 16], [3, 2, 2, 5, 65]] as const;

const movedShapes = [[1, 1, 1, 1], [5, 3, 2, 3], [4, 5, 7, 1], [9, 28, 28, 1], [3, 32, 32, 3], [7, 1, 4, 2], [2, 9, 3, 5]] as const;

const moves = someMoves(limits.shift[1]);

/** Batches gathered from a data set: rows of tables, images as they are, images moved. */
export const gatherCases: readonly KernelCase[] = [
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
    const { range, words, numbers } = madeUp(images, height, width, channels);
    return {
      kernel: 'GatherImages',
      name: `${images} of [${height}, ${width}, ${channels}] by ${batch}`,
      run: () => [reshape(gatherImages(words(), vectorOfIntegers(batch, images), [height, width, channels], range), [-1])],
      expected: () => [pick(numbers, height * width * channels, integerValues(batch, images, 14))],
      tolerance: 1e-6,
    };
  }),
  ...movedShapes.map(([images, height, width, channels]): KernelCase => {
    const { range, words, imageAt } = madeUp(images, height, width, channels);
    return {
      kernel: 'GatherImages',
      name: `moved, ${images} of [${height}, ${width}, ${channels}]`,
      run: () => {
        const rows = tensor1d(moves.map((move, index) => (index % images) + moveBits(move)), 'int32');
        return [reshape(gatherImages(words(), rows, [height, width, channels], range, true), [-1])];
      },
      expected: () => [moves.flatMap((move, index) => movedPlainly(imageAt(index % images), [height, width, channels], move, range.offset))],
      tolerance: 1e-6,
    };
  }),
  {
    kernel: 'GatherRows',
    name: 'by rows with moves',
    run: () => [reshape(gatherRows(integers([7, 3], 1000, 15), tensor1d(moves.map((move, index) => (index % 7) + moveBits(move)), 'int32')), [-1])],
    expected: () => [pick(Array.from(integerValues(21, 1000, 15)), 3, Int32Array.from(moves, (_, index) => index % 7))],
    tolerance: 0,
  },
];

/** Made-up images, how they are normalised, and what their numbers are. */
function madeUp(images: number, height: number, width: number, channels: number) {
  const size = height * width * channels;
  const range = { scale: Array.from({ length: channels }, (_, c) => 0.01 * (c + 1)), offset: Array.from({ length: channels }, (_, c) => c - 1) };
  const bytes = integerValues(4 * Math.ceil((images * size) / 4), 256, 16);
  const numbers = Array.from(bytes, (byte, place) => byte * (range.scale[place % channels] ?? 0) + (range.offset[place % channels] ?? 0));
  return {
    range,
    numbers,
    words: () => tensor(new Int32Array(Uint8Array.from(bytes).buffer), [bytes.length / 4], 'int32'),
    imageAt: (image: number) => numbers.slice(image * size, (image + 1) * size),
  };
}

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
