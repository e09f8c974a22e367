import { reshape, sub, tensor, tensor1d, tensor2d, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { limits } from '../../../../experiment/limits';
import { randomKey, randomUniform } from '../../../../lib/random';
import { gatherImages, gatherRows } from '../../../operations/gather';
import { affineMap, mappedImage, mappedRowLength, unchanged, withMaps } from '../../../../data/affine-maps';
import { moveBits } from '../../../../data/moved-rows';
import { movedPlainly, someMoves } from '../../../../data/testing/moved-plainly';
import { someMaps } from '../../../../data/testing/some-maps';
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
  ...movedShapes.map(([images, height, width, channels]): KernelCase => {
    const { range, words, bytesOf, numberOf } = madeUp(images, height, width, channels);
    const maps = someMaps([height, width, channels]);
    return {
      kernel: 'GatherImages',
      name: `under maps, ${images} of [${height}, ${width}, ${channels}]`,
      run: () => [reshape(gatherImages(words(), rowsUnderMaps(maps, images), [height, width, channels], range), [-1])],
      expected: () => [
        maps.flatMap((map, index) =>
          [...mappedImage(bytesOf(index % images), [height, width, channels], Float32Array.from(map))].map(numberOf),
        ),
      ],
      // Where an image is seen is off by less than 1e-5 of a pixel in float32, from one to the next
      // of which there is all the range at most.
      tolerance: 4e-5,
    };
  }),
  ...movedShapes.map(([images, height, width, channels]): KernelCase => {
    const { range, words, imageAt } = madeUp(images, height, width, channels);
    const maps = moves.map((move) => affineMap(move, unchanged, [height, width, channels]));
    return {
      kernel: 'GatherImages',
      name: `under maps of moves by whole pixels, ${images} of [${height}, ${width}, ${channels}]`,
      run: () => {
        const mapped = gatherImages(words(), rowsUnderMaps(maps, images), [height, width, channels], range);
        const rows = tensor1d(moves.map((move, index) => (index % images) + moveBits(move)), 'int32');
        const moved = gatherImages(words(), rows, [height, width, channels], range, true);
        return [reshape(mapped, [-1]), reshape(sub(mapped, moved), [-1])];
      },
      expected: () => {
        const moved = moves.flatMap((move, index) => movedPlainly(imageAt(index % images), [height, width, channels], move, range.offset));
        return [moved, moved.map(() => 0)];
      },
      tolerance: 1e-6,
    };
  }),
  {
    kernel: 'GatherRows',
    name: 'by rows with maps',
    run: () => [reshape(gatherRows(integers([7, 3], 1000, 15), rowsUnderMaps(someMaps([3, 3, 1]), 7)), [-1])],
    expected: () => [pick(Array.from(integerValues(21, 1000, 15)), 3, Int32Array.from(someMaps([3, 3, 1]), (_, index) => index % 7))],
    tolerance: 0,
  },
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
  const numberOf = (byte: number, place: number) => byte * (range.scale[place % channels] ?? 0) + (range.offset[place % channels] ?? 0);
  const bytes = Uint8Array.from(integerValues(4 * Math.ceil((images * size) / 4), 256, 16));
  const numbers = Array.from(bytes, numberOf);
  return {
    range,
    numbers,
    words: () => tensor(new Int32Array(bytes.buffer), [bytes.length / 4], 'int32'),
    bytesOf: (image: number) => bytes.subarray(image * size, (image + 1) * size),
    numberOf,
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

/** The rows of so many images by turns, each with one of the maps. */
function rowsUnderMaps(maps: readonly (readonly number[])[], images: number): Tensor2D {
  const rows = Int32Array.from(maps, (_, index) => index % images);
  return tensor2d(withMaps(rows, Float32Array.from(maps.flat())), [maps.length, mappedRowLength], 'int32');
}

/** Rows of a table, one after another. */
function pick(table: readonly number[], columns: number, rows: Int32Array): number[] {
  return Array.from(rows).flatMap((row) => table.slice(row * columns, (row + 1) * columns));
}
