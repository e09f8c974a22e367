import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affineMap, mapLength, mappedImage, mappedRowLength, movementOf, unchanged, withMaps } from './affine-maps';
import { randomInteger } from '../lib/random';
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

  it('crops first: a part of the image fills the whole, its edges the edges of the image', () => {
    const still = { right: 0, down: 0, mirrored: false };
    // In half of the side at the far left and the top, pixels are a quarter of a pixel apart from its edge.
    const corner = affineMap(still, { ...unchanged, part: 0.5, place: [-1, -1] }, [4, 4, 1]);
    expect(movementOf(corner).sourceOf(-0.5, -0.5)).toEqual([-0.5, -0.5]);
    expect(movementOf(corner).sourceOf(3.5, 3.5)).toEqual([1.5, 1.5]);
    const other = affineMap({ ...still, mirrored: true }, { ...unchanged, part: 0.5, place: [1, 0] }, [4, 4, 1]);
    expect(movementOf(other).sourceOf(-0.5, -0.5)).toEqual([3.5, 0.5]);
    expect(movementOf(other).sourceOf(3.5, 3.5)).toEqual([1.5, 2.5]);
    const row = Uint8Array.from([0, 100, 200, 240]);
    expect([...mappedImage(row, [1, 4, 1], affineMap(still, { ...unchanged, part: 0.5, place: [1, 0] }, [1, 4, 1]))]).toEqual([175, 210, 230, 180]);
  });

  it('has noise of about the deviation that is asked for, other noise by another key, and none beyond black and white', () => {
    const [height, width] = [50, 40];
    const still = { right: 0, down: 0, mirrored: false };
    const grey = new Uint8Array(height * width).fill(128);
    const noisy = (key: number, noise = 0.1) => mappedImage(grey, [height, width, 1], affineMap(still, { ...unchanged, noise, key }, [height, width, 1]));
    const [one, other] = [noisy(7), noisy(8)];
    expect(noisy(7)).toEqual(one);
    expect(one).not.toEqual(other);
    for (const image of [one, other]) {
      const mean = image.reduce((sum, value) => sum + value, 0) / image.length;
      const deviation = Math.sqrt(image.reduce((sum, value) => sum + (value - mean) ** 2, 0) / image.length);
      // Standard errors of 2,000 pixels: 0.57 of the mean, 0.4 of the deviation.
      expect(Math.abs(mean - 128)).toBeLessThan(4 * 0.57);
      expect(Math.abs(deviation - 25.5)).toBeLessThan(4 * 0.4);
    }
    const loud = noisy(7, 0.5);
    expect([Math.min(...loud), Math.max(...loud)]).toEqual([0, 255]);
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

  it('blends each pixel by how near the four around it are, then multiplies, adds the offset and the noise, clamps, and cuts out', () => {
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
          const [gain = 0, offset = 0, noise = 0, key = 0, left = 0, top = 0, right = 0, bottom = 0] = map.subarray(6);
          if (x >= left && x < right && y >= top && y < bottom) return 0;
          const bytesOfNumber = new Uint8Array(Uint32Array.of(randomInteger(key, at)).buffer);
          const drawn = bytesOfNumber.reduce((sum, byte) => sum + byte, 0) - 4 * 127.5;
          return Math.min(1, Math.max(0, (seen / 255) * gain + (offset + noise * drawn) / 255));
        });
        const found = mappedImage(image, shape, map);
        expect(found).toHaveLength(expected.length);
        expected.forEach((value, at) => expect((found[at] ?? Number.NaN) / 255).toBeCloseTo(value, 5));
      }),
    );
  });
});

it('rows with maps hold both, the maps bit for bit', () => {
  const maps = Float32Array.from({ length: 3 * mapLength }, (_, at) => at / 7 - 1);
  const both = withMaps(Int32Array.of(5, 4_194_303, 0), maps);
  expect(both).toHaveLength(3 * mappedRowLength);
  expect([0, 1, 2].map((image) => both[image * mappedRowLength])).toEqual([5, 4_194_303, 0]);
  const numbers = new Float32Array(both.buffer);
  expect([0, 1, 2].flatMap((image) => [...numbers.subarray(image * mappedRowLength + 1, (image + 1) * mappedRowLength)])).toEqual([...maps]);
  // A part of an array begins where it begins.
  expect([...withMaps(Int32Array.of(1), maps.subarray(mapLength, 2 * mapLength))].slice(1)).toEqual([...both.subarray(mappedRowLength + 1, 2 * mappedRowLength)]);
});
