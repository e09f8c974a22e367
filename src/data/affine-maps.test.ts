import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affineMap, mappedImage, mappedRowLength, movementOf, unchanged, withMaps } from './affine-maps';
import { moveBits } from './moved-rows';
import { movedImage } from './moves';
import { anyMove, anyShape, anyShapeAndMap } from './any-map.test-helpers';

const quarter = Math.PI / 2;

/** Bytes that are all different in small images, and none of them 0. */
function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => 1 + ((at * 37) % 255));
}

describe('a map', () => {
  it('of a move by whole pixels gives the moved image bit for bit', () => {
    fc.assert(
      fc.property(anyShape, anyMove, (shape, move) => {
        const image = bytes(shape[0] * shape[1] * shape[2]);
        const map = Float32Array.from(affineMap(move, unchanged, shape));
        expect(map.every(Number.isInteger)).toBe(true);
        expect([...mappedImage(image, shape, map)]).toEqual([...movedImage(image, shape, moveBits(move))]);
      }),
    );
  });

  it('mirrors first, then enlarges, then turns clockwise, then moves, by hand', () => {
    const still = { right: 0, down: 0, mirrored: false };
    const [height, width] = [3, 3];
    const image = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const rounded = (map: readonly number[]) => [...mappedImage(image, [height, width, 1], map)].map(Math.round);
    const turned = { ...unchanged, angle: quarter };
    expect(rounded(affineMap(still, turned, [height, width, 1]))).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
    expect(rounded(affineMap({ ...still, mirrored: true }, turned, [height, width, 1]))).toEqual([9, 6, 3, 8, 5, 2, 7, 4, 1]);
    expect(rounded(affineMap({ ...still, right: 1 }, turned, [height, width, 1]))).toEqual([0, 7, 4, 0, 8, 5, 0, 9, 6]);
    // Twice as large: half a pixel further is half way to the next one.
    const large = affineMap(still, { ...unchanged, scale: 2 }, [height, width, 1]);
    expect([...mappedImage(image, [height, width, 1], large)]).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]);
    // Half as large: every second pixel, and black beyond.
    const small = affineMap(still, { ...unchanged, scale: 0.5 }, [height, width, 1]);
    expect([...mappedImage(image, [height, width, 1], small)]).toEqual([0, 0, 0, 0, 5, 0, 0, 0, 0]);
  });

  it('has its places inverted by its destinations', () => {
    fc.assert(
      fc.property(anyShapeAndMap, fc.double({ min: -5, max: 15, noNaN: true }), fc.double({ min: -5, max: 15, noNaN: true }), ([, map], x, y) => {
        const { sourceOf, destinationOf } = movementOf(map);
        const [backX, backY] = destinationOf(...sourceOf(x, y));
        expect(backX).toBeCloseTo(x, 9);
        expect(backY).toBeCloseTo(y, 9);
      }),
    );
  });

  it('blends each pixel by how near the four around it are, then multiplies, adds and clamps', () => {
    fc.assert(
      fc.property(anyShapeAndMap, ([shape, map]) => {
        const [height, width, channels] = shape;
        const image = bytes(height * width * channels);
        const { sourceOf } = movementOf(map);
        const expected = Array.from({ length: image.length }, (_, at) => {
          const [x, y] = [Math.floor(at / channels) % width, Math.floor(at / channels / width)];
          const [across, down] = sourceOf(x, y);
          // Over all pixels: each counts as much as a tent of width 2 on it says.
          let seen = 0;
          for (let row = 0; row < height; row += 1) {
            for (let column = 0; column < width; column += 1) {
              const share = Math.max(0, 1 - Math.abs(across - column)) * Math.max(0, 1 - Math.abs(down - row));
              seen += share * (image[(row * width + column) * channels + (at % channels)] ?? 0);
            }
          }
          const [gain = 0, offset = 0] = map.subarray(6);
          return Math.min(1, Math.max(0, (seen / 255) * gain + offset / 255));
        });
        const found = mappedImage(image, shape, map);
        expect(found).toHaveLength(expected.length);
        expected.forEach((value, at) => expect((found[at] ?? Number.NaN) / 255).toBeCloseTo(value, 5));
      }),
    );
  });
});

it('rows with maps hold both, the maps bit for bit', () => {
  const maps = Float32Array.from({ length: 24 }, (_, at) => at / 7 - 1);
  const both = withMaps(Int32Array.of(5, 4_194_303, 0), maps.subarray(0, 24));
  expect(both).toHaveLength(3 * mappedRowLength);
  expect([0, 1, 2].map((image) => both[image * mappedRowLength])).toEqual([5, 4_194_303, 0]);
  const numbers = new Float32Array(both.buffer);
  expect([0, 1, 2].flatMap((image) => [...numbers.subarray(image * mappedRowLength + 1, (image + 1) * mappedRowLength)])).toEqual([...maps]);
  // A part of an array begins where it begins.
  expect([...withMaps(Int32Array.of(1), maps.subarray(8, 16))].slice(1)).toEqual([...both.subarray(10, 18)]);
});
