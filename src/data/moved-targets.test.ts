import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affineMap, destinationOf, mappedImage, sourceOf, unchanged } from './affine-maps';
import { mappedBox, mappedMask, type Box } from './moved-targets';
import { moveBits } from './moved-rows';
import { movedImage } from './moves';
import { anyMap, anyMove, anyShape, anyShapeAndMap } from './any-map.test-helpers';
import type { ImageShape } from './shard-codec';

const outside = 255;

describe('a mask under a map', () => {
  it('is the pixel within half a pixel of where it is seen, found by looking at all', () => {
    fc.assert(
      fc.property(anyShapeAndMap, ([[height, width], map]) => {
        const mask = Uint8Array.from({ length: height * width }, (_, at) => at % 11);
        const near = (place: number, pixel: number) => place - pixel >= -0.5 && place - pixel < 0.5;
        const expected = Array.from(mask, (_, at) => {
          const [x, y] = sourceOf(map, at % width, Math.floor(at / width));
          const found = mask.findIndex((__, from) => near(x, from % width) && near(y, Math.floor(from / width)));
          return found < 0 ? outside : mask[found];
        });
        expect([...mappedMask(mask, [height, width], map, outside)]).toEqual(expected);
      }),
    );
  });

  it('moved by whole pixels is the moved image', () => {
    fc.assert(
      fc.property(anyShape, anyMove, ([height, width], move) => {
        const mask = Uint8Array.from({ length: height * width }, (_, at) => 1 + (at % 200));
        const map = affineMap(move, unchanged, [height, width, 1]);
        expect(mappedMask(mask, [height, width], map, 0)).toEqual(movedImage(mask, [height, width, 1], moveBits(move)));
      }),
    );
  });
});

const size: ImageShape = [24, 30, 1];
const [height, width] = size;

/** Boxes of whole pixels in an image of that size. */
const anyBox: fc.Arbitrary<Box> = fc
  .tuple(fc.integer({ min: 0, max: width - 1 }), fc.integer({ min: 0, max: height - 1 }), fc.nat(), fc.nat())
  .map(([left, top, across, down]) => [left, top, left + 1 + (across % (width - left)), top + 1 + (down % (height - top))] as const);

/** Where a point of the plane, whose pixel x lies from x to x + 1, comes to lie. */
function movedPoint(map: ArrayLike<number>, x: number, y: number): readonly [number, number] {
  const [movedX, movedY] = destinationOf(map, x - 0.5, y - 0.5);
  return [movedX + 0.5, movedY + 0.5];
}

describe('a box under a map', () => {
  it('contains every point of the box that is still in the image, and each side touches a corner or the edge', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyBox, anyMap(size), fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 30 }), (before, map, shares) => {
        const { box, weight } = mappedBox(before, [height, width], map);
        const [left, top, right, bottom] = before;
        const points = [...shares, [0, 0] as const, [0, 1] as const, [1, 0] as const, [1, 1] as const].map(([across, down]) =>
          movedPoint(map, left + across * (right - left), top + down * (bottom - top)),
        );
        const slack = 1e-9;
        const seen = points.filter(([x, y]) => x > slack && y > slack && x < width - slack && y < height - slack);
        if (weight === 0) {
          expect(seen).toEqual([]);
          return;
        }
        const beyond = seen.filter(([x, y]) => x < box[0] - slack || x > box[2] + slack || y < box[1] - slack || y > box[3] + slack);
        expect(beyond).toEqual([]);
        const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
        const tight: readonly (readonly [side: number, edge: number, outmost: number])[] = [
          [box[0], 0, Math.min(...xs)],
          [box[1], 0, Math.min(...ys)],
          [box[2], width, Math.max(...xs)],
          [box[3], height, Math.max(...ys)],
        ];
        for (const [side, edge, outmost] of tight) expect(Math.min(Math.abs(side - edge), Math.abs(side - outmost))).toBeLessThan(slack);
      }),
      { numRuns: 500 },
    );
  });

  it('holds what is drawn in it: the middles of all pixels of its mask, and its image but for the blended edge', () => {
    fc.assert(
      fc.property(anyBox, anyMap(size), (before, geometry) => {
        const inBox = (x: number, y: number, [left, top, right, bottom]: Box, slack: number) =>
          x >= left - slack && x <= right + slack && y >= top - slack && y <= bottom + slack;
        const map = Float32Array.of(...geometry.subarray(0, 6), 1, 0);
        const drawn = Uint8Array.from({ length: height * width }, (_, at) => {
          const middle = [(at % width) + 0.5, Math.floor(at / width) + 0.5] as const;
          return inBox(...middle, before, 0) ? 200 : 0;
        });
        const { box, weight } = mappedBox(before, [height, width], map);
        const beyond = (values: ArrayLike<number>, slack: number) =>
          Array.from(values).flatMap((value, at) =>
            value > 0 && !(weight === 1 && inBox((at % width) + 0.5, Math.floor(at / width) + 0.5, box, slack)) ? [at] : [],
          );
        expect(beyond(mappedMask(drawn, [height, width], map, 0), 1e-4)).toEqual([]);
        // A pixel is blended of others up to one away each way, at most 1.5 times as large; turned,
        // that reaches √2 times as far.
        if (weight === 1) expect(beyond(mappedImage(drawn, size, map), 1.5)).toEqual([]);
      }),
    );
  });

  it('moved by whole pixels has whole numbers, clipped, and counts nothing once it is outside', () => {
    const by = (right: number, down: number, mirrored = false) => affineMap({ right, down, mirrored }, unchanged, size);
    expect(mappedBox([4, 5, 10, 9], [height, width], by(3, -2))).toEqual({ box: [7, 3, 13, 7], weight: 1 });
    expect(mappedBox([4, 5, 10, 9], [height, width], by(0, 0, true))).toEqual({ box: [20, 5, 26, 9], weight: 1 });
    expect(mappedBox([4, 5, 10, 9], [height, width], by(-6, 0))).toEqual({ box: [0, 5, 4, 9], weight: 1 });
    expect(mappedBox([0, 5, 4, 9], [height, width], by(-4, 0))).toEqual({ box: [0, 0, 0, 0], weight: 0 });
    expect(mappedBox([0, 20, 4, 24], [height, width], by(0, 4))).toEqual({ box: [0, 0, 0, 0], weight: 0 });
  });

  it('turned by 45 degrees is as wide and high as its diagonal', () => {
    const map = affineMap({ right: 0, down: 0, mirrored: false }, { ...unchanged, angle: Math.PI / 4 }, size);
    const { box } = mappedBox([12, 9, 18, 15], [height, width], map);
    const half = 3 * Math.SQRT2;
    [15 - half, 12 - half, 15 + half, 12 + half].forEach((side, index) => expect(box[index]).toBeCloseTo(side, 9));
  });
});
