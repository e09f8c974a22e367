import { expect, it } from 'vitest';
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { limits } from '../../../experiment/limits';
import { randomInteger, randomKey } from '../../../lib/random';
import { useBackend } from '../../backend/node-backends';
import { gatherImages, gatherRows } from '../../operations/gather';
import { moveBits } from '../../../data/moved-rows';
import { movedPlainly, someMoves } from '../../../data/testing/moved-plainly';

const moves = someMoves(limits.shift[1]);

it.each([[5, 7, 1], [3, 2, 3], [28, 28, 1], [32, 32, 3], [1, 1, 1], [2, 13, 2], [9, 17, 1], [1, 4, 3]] as const)(
  'moved images %i × %i × %i',
  async (height, width, channels) => {
    await useBackend('wasm');
    const size = height * width * channels;
    const count = 6;
    const bytes = Uint8Array.from({ length: Math.ceil((count * size) / 4) * 4 }, (_, place) => randomInteger(randomKey(1), place) % 256);
    const range = { scale: [1 / 255, 0.5, 2].slice(0, channels), offset: [-1, 0.25, 3].slice(0, channels) };
    const images = moves.map((_, index) => (index * 5) % count);
    const rows = tensor1d(images.map((image, index) => image + moveBits(moves[index] ?? { right: 0, down: 0, mirrored: false })), 'int32');
    const held = tensor1d(new Int32Array(bytes.buffer), 'int32');
    const found = await gatherImages(held, rows, [height, width, channels], range, true).data();
    const numbers = Array.from(bytes, (byte, place) => byte * (range.scale[place % channels] ?? NaN) + (range.offset[place % channels] ?? NaN));
    const expected = images.flatMap((image, index) => {
      const own = numbers.slice(image * size, (image + 1) * size);
      return movedPlainly(own, [height, width, channels], moves[index] ?? { right: 0, down: 0, mirrored: false }, range.offset);
    });
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, place) => expect(found[place]).toBeCloseTo(value, 4));
    const outside = tensor1d([count + 4 + moveBits({ right: 1, down: 0, mirrored: false })], 'int32');
    expect(() => gatherImages(held, outside, [height, width, channels], range, true)).toThrow('asked for');
  },
);

it('rows of a table are those of the image, however it is moved', async () => {
  await useBackend('wasm');
  const table = tensor2d([[1, 2.5], [3, 4], [5, 6]]);
  const rows = moves.map((move, index) => (index % 3) + moveBits(move));
  const found = await gatherRows(table, tensor1d(rows, 'int32')).data();
  expect([...found]).toEqual(rows.flatMap((_, index) => [[1, 2.5], [3, 4], [5, 6]][index % 3] ?? []));
});
