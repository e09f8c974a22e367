import { expect, it } from 'vitest';
import { tensor1d, tensor2d, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { limits } from '../../../experiment/limits';
import { randomInteger, randomKey } from '../../../lib/random';
import { useBackend } from '../../backend/node-backends';
import { gatherImages, gatherRows } from '../../operations/gather';
import { affineMap, mappedImage, mapLength, mappedRowLength, unchanged, withMaps } from '../../../data/affine-maps';
import { moveBits } from '../../../data/moved-rows';
import { someMaps } from '../../../data/testing/some-maps';
import { movedPlainly, someMoves } from '../../../data/testing/moved-plainly';

const moves = someMoves(limits.shift[1]);
const still = { right: 0, down: 0, mirrored: false };

const shapes = [[5, 7, 1], [3, 2, 3], [28, 28, 1], [32, 32, 3], [1, 1, 1], [2, 13, 2], [9, 17, 1], [1, 4, 3]] as const;

const count = 6;

/** Made-up images of a shape, and how they become numbers. */
function madeUp(height: number, width: number, channels: number) {
  const size = height * width * channels;
  const bytes = Uint8Array.from({ length: Math.ceil((count * size) / 4) * 4 }, (_, place) => randomInteger(randomKey(1), place) % 256);
  const range = { scale: [1 / 255, 0.5, 2].slice(0, channels), offset: [-1, 0.25, 3].slice(0, channels) };
  return { size, bytes, range, held: () => tensor1d(new Int32Array(bytes.buffer), 'int32') };
}

function rowsUnderMaps(rows: readonly number[], maps: readonly (readonly number[])[]): Tensor2D {
  return tensor2d(withMaps(Int32Array.from(rows), Float32Array.from(maps.flat())), [rows.length, mappedRowLength], 'int32');
}

it.each(shapes)(
  'moved images %i × %i × %i',
  async (height, width, channels) => {
    await useBackend('wasm');
    const { size, bytes, range, held: hold } = madeUp(height, width, channels);
    const images = moves.map((_, index) => (index * 5) % count);
    const rows = tensor1d(images.map((image, index) => image + moveBits(moves[index] ?? still)), 'int32');
    const held = hold();
    const found = await gatherImages(held, rows, [height, width, channels], range, true).data();
    const numbers = Array.from(bytes, (byte, place) => byte * (range.scale[place % channels] ?? NaN) + (range.offset[place % channels] ?? NaN));
    const expected = images.flatMap((image, index) => {
      const own = numbers.slice(image * size, (image + 1) * size);
      return movedPlainly(own, [height, width, channels], moves[index] ?? still, range.offset);
    });
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, place) => expect(found[place]).toBeCloseTo(value, 4));
    const outside = tensor1d([count + 4 + moveBits({ right: 1, down: 0, mirrored: false })], 'int32');
    expect(() => gatherImages(held, outside, [height, width, channels], range, true)).toThrow('asked for');
  },
);

it.each(shapes)('images under maps %i × %i × %i', async (height, width, channels) => {
  await useBackend('wasm');
  const { size, bytes, range, held } = madeUp(height, width, channels);
  const maps = someMaps([height, width, channels]);
  const images = maps.map((_, index) => (index * 5) % count);
  const found = await gatherImages(held(), rowsUnderMaps(images, maps), [height, width, channels], range).data();
  const expected = images.flatMap((image, index) => [
    ...mappedImage(bytes.subarray(image * size, (image + 1) * size), [height, width, channels], Float32Array.from(maps[index] ?? [])),
  ]);
  expect(found).toHaveLength(expected.length);
  // In bytes: where an image is seen is off by less than 1e-5 of a pixel in float32, and from one
  // pixel to the next there are 255 at most.
  const off = expected.map((byte, place) => {
    const channel = place % channels;
    return Math.abs(((found[place] ?? Number.NaN) - (range.offset[channel] ?? 0)) / (range.scale[channel] ?? 1) - byte);
  });
  expect(Math.max(...off)).toBeLessThan(0.01);
  const outside = rowsUnderMaps([0, count + 4], maps.slice(0, 2));
  expect(() => gatherImages(held(), outside, [height, width, channels], range)).toThrow('asked for');
});

it.each(shapes)('maps of moves by whole pixels give the moved images bit for bit %i × %i × %i', async (height, width, channels) => {
  await useBackend('wasm');
  const { range, held } = madeUp(height, width, channels);
  const images = moves.map((_, index) => (index * 5) % count);
  const moved = tensor1d(images.map((image, index) => image + moveBits(moves[index] ?? still)), 'int32');
  const mapped = rowsUnderMaps(images, moves.map((move) => affineMap(move, unchanged, [height, width, channels])));
  const gathered = (rows: Tensor1D | Tensor2D) => gatherImages(held(), rows, [height, width, channels], range, true).data();
  expect(await gathered(mapped)).toEqual(await gathered(moved));
});

it('rows of a table are those of the image, however it is moved', async () => {
  await useBackend('wasm');
  const table = tensor2d([[1, 2.5], [3, 4], [5, 6]]);
  const rows = moves.map((move, index) => (index % 3) + moveBits(move));
  const found = await gatherRows(table, tensor1d(rows, 'int32')).data();
  const expected = rows.flatMap((_, index) => [[1, 2.5], [3, 4], [5, 6]][index % 3] ?? []);
  expect([...found]).toEqual(expected);
  const mapped = rowsUnderMaps(moves.map((_, index) => index % 3), moves.map(() => Array.from({ length: mapLength }, () => 0.5)));
  expect([...(await gatherRows(table, mapped).data())]).toEqual(expected);
});
