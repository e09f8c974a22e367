import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { box as boxTarget, movedBox, type Box } from '../domain/targets/box';
import { otherImage } from '../domain/targets/image';
import { mask as maskTarget, movedMask } from '../domain/targets/mask';
import { affineMap, mappedImage, movementOf, unchanged } from './affine-maps';
import { digitHunt as huntFacts } from '../domain/datasets/digit-hunt';
import { blots } from './derive/source.test-helpers';
import { digitHunt } from './derive/digit-hunt';
import { movedAnswers } from './moved-answers';
import { moveBits } from './moved-rows';
import { movedExample, movedImage, movementOfExample, type Moves } from './moves';
import { anyMap, anyMove, anyShape, anyShapeAndMap } from './any-map.test-helpers';
import type { ImageShape } from './example-shard';

describe('a mask under a map', () => {
  it('is the pixel within half a pixel of where it is seen, found by looking at all, and ground outside', () => {
    fc.assert(
      fc.property(anyShapeAndMap, ([[height, width], map]) => {
        const mask = Uint8Array.from({ length: height * width }, (_, at) => 1 + (at % 11));
        const { sourceOf } = movementOf(map);
        const near = (place: number, pixel: number) => place - pixel >= -0.5 && place - pixel < 0.5;
        const expected = Array.from(mask, (_, at) => {
          const [x, y] = sourceOf(at % width, Math.floor(at / width));
          const found = mask.findIndex((__, from) => near(x, from % width) && near(y, Math.floor(from / width)));
          return found < 0 ? 0 : mask[found];
        });
        expect([...movedMask(mask, movementOf(map), [height, width])]).toEqual(expected);
      }),
    );
  });

  it('moved by whole pixels is the moved image', () => {
    fc.assert(
      fc.property(anyShape, anyMove, ([height, width], move) => {
        const mask = Uint8Array.from({ length: height * width }, (_, at) => 1 + (at % 200));
        const map = affineMap(move, unchanged, [height, width, 1]);
        expect([...movedMask(mask, movementOf(map), [height, width])]).toEqual([...movedImage(mask, [height, width, 1], moveBits(move))]);
      }),
    );
  });
});

const unchangedMap = affineMap({ right: 0, down: 0, mirrored: false }, unchanged, [1, 1, 1]);

const size: ImageShape = [24, 30, 1];
const [height, width] = size;

/** Boxes of whole pixels in an image of that size. */
const anyBox: fc.Arbitrary<Box> = fc
  .tuple(fc.integer({ min: 0, max: width - 1 }), fc.integer({ min: 0, max: height - 1 }), fc.nat(), fc.nat())
  .map(([left, top, across, down]) => [left, top, left + 1 + (across % (width - left)), top + 1 + (down % (height - top))] as const);

/** Where a point of the plane, whose pixel x lies from x to x + 1, comes to lie. */
function movedPoint(map: ArrayLike<number>, x: number, y: number): readonly [number, number] {
  const [movedX, movedY] = movementOf(map).destinationOf(x - 0.5, y - 0.5);
  return [movedX + 0.5, movedY + 0.5];
}

describe('a box under a map', () => {
  it('contains every point of the box that is still in the image, and each side touches a corner or the edge', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyBox, anyMap(size), fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 30 }), (before, map, shares) => {
        const box = movedBox(before, movementOf(map), [height, width]);
        const [left, top, right, bottom] = before;
        const points = [...shares, [0, 0] as const, [0, 1] as const, [1, 0] as const, [1, 1] as const].map(([across, down]) =>
          movedPoint(map, left + across * (right - left), top + down * (bottom - top)),
        );
        const slack = 1e-9;
        // Less than a thousandth of a pixel is nothing.
        const margin = box === undefined ? 1e-3 : slack;
        const seen = points.filter(([x, y]) => x > margin && y > margin && x < width - margin && y < height - margin);
        if (box === undefined) {
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
        const box = movedBox(before, movementOf(map), [height, width]);
        const beyond = (values: ArrayLike<number>, slack: number) =>
          Array.from(values).flatMap((value, at) =>
            value > 0 && !(box !== undefined && inBox((at % width) + 0.5, Math.floor(at / width) + 0.5, box, slack)) ? [at] : [],
          );
        expect(beyond(movedMask(drawn, movementOf(map), size), 1e-4)).toEqual([]);
        // A pixel is blended of others whose middles are up to one away each way, half a pixel
        // outside the box; enlarged, and turned, that reaches √2 times as far.
        const [a = 1, b = 0, , c = 0, d = 1] = map;
        const enlarged = 1 / Math.sqrt(Math.abs(a * d - b * c));
        if (box !== undefined) expect(beyond(mappedImage(drawn, size, map), 0.5 * Math.SQRT2 * enlarged + 1e-3)).toEqual([]);
      }),
    );
  });

  it('moved by whole pixels has whole numbers, clipped, and counts nothing once it is outside', () => {
    const by = (right: number, down: number, mirrored = false) => movementOf(affineMap({ right, down, mirrored }, unchanged, size));
    expect(movedBox([4, 5, 10, 9], by(3, -2), [height, width])).toEqual([7, 3, 13, 7]);
    expect(movedBox([4, 5, 10, 9], by(0, 0, true), [height, width])).toEqual([20, 5, 26, 9]);
    expect(movedBox([4, 5, 10, 9], by(-6, 0), [height, width])).toEqual([0, 5, 4, 9]);
    expect(movedBox([0, 5, 4, 9], by(-4, 0), [height, width])).toBeUndefined();
    expect(movedBox([0, 20, 4, 24], by(0, 4), [height, width])).toBeUndefined();
  });

  it('turned by 45 degrees is as wide and high as its diagonal', () => {
    const map = affineMap({ right: 0, down: 0, mirrored: false }, { ...unchanged, angle: Math.PI / 4 }, size);
    const box = movedBox([12, 9, 18, 15], movementOf(map), [height, width]);
    const half = 3 * Math.SQRT2;
    [15 - half, 12 - half, 15 + half, 12 + half].forEach((side, index) => expect(box?.[index]).toBeCloseTo(side, 9));
  });
});

const { shape } = huntFacts.fields.image;
const [canvas] = shape;
const targetOfMask = maskTarget('mask', huntFacts.fields.mask.classes);
const targetOfBox = boxTarget('box', shape);

/** One example with moves of either kind, its gain 1 and its offset 0. */
const anyMoves: fc.Arbitrary<Moves> = fc.oneof(
  anyMove.map((move): Moves => ({ kind: 'whole', bits: Int32Array.of(moveBits(move)) })),
  anyMap(shape).map((map): Moves => ({ kind: 'affine', maps: Float32Array.of(...map.subarray(0, 6), 1, ...unchangedMap.slice(7)) })),
);

/** A digit of digit hunt by itself, with what it becomes; answers encoded. */
function hunted(index: number, moves: Moves) {
  const { image, mask, box } = digitHunt.compose(blots('train', 50), 3, index, { fragments: 0 });
  const example = (field: string) => (field === 'mask' ? mask : box);
  const moved = (target: typeof targetOfMask) => {
    const [answer] = movedAnswers(target, moves, 1, shape, () => Float32Array.from(target.encode?.(example) ?? [])) ?? [];
    return answer;
  };
  return { image: movedExample(image, shape, moves, 0), before: box, mask: moved(targetOfMask), box: moved(targetOfBox) };
}

describe('the answers of digit hunt', () => {
  it('have the ink of the mask where the moved image has it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 49 }), anyMoves, (index, moves) => {
        const { image, mask } = hunted(index, moves);
        // From half of white on it is ink. Blended of the four around it, of which the nearest has at
        // least a quarter, a pixel of ink is at least 32, and one of the ground at most 3/4 white.
        const ground = 0.25 * 127 + 0.75 * 255;
        const wrong = Array.from(image).filter((byte, at) => (mask?.[at] === 1 ? byte < 32 - 1e-3 : byte > ground + 1e-3));
        expect(wrong).toEqual([]);
        expect(mask).toHaveLength(canvas * canvas);
      }),
      { numRuns: 60 },
    );
  });

  it('have the ink of the moved mask in the box, whose sides are those of the moved corners', () => {
    fc.assert(
      fc.property(fc.nat({ max: 49 }), anyMoves, (index, moves) => {
        const { before, mask, box } = hunted(index, moves);
        const inked = Array.from(mask ?? []).flatMap((ink, at) => (ink === 1 ? [[at % canvas, Math.floor(at / canvas)] as const] : []));
        if (box === undefined) {
          expect(inked).toEqual([]);
          return;
        }
        const [left = 0, top = 0, right = 0, bottom = 0] = targetOfBox.decode(box);
        const slack = 1e-4;
        const beyond = inked.filter(([x, y]) => x + 0.5 < left - slack || x + 0.5 > right + slack || y + 0.5 < top - slack || y + 0.5 > bottom + slack);
        expect(beyond).toEqual([]);
        const { destinationOf } = movementOfExample(moves, 0, shape);
        const [l = 0, t = 0, r = 0, b = 0] = before;
        const corners = [destinationOf(l - 0.5, t - 0.5), destinationOf(r - 0.5, t - 0.5), destinationOf(l - 0.5, b - 0.5), destinationOf(r - 0.5, b - 0.5)];
        const within = (place: number) => Math.min(canvas, Math.max(0, place + 0.5));
        const [xs, ys] = [corners.map(([x]) => within(x)), corners.map(([, y]) => within(y))];
        const expected = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
        [left, top, right, bottom].forEach((side, at) => expect(Math.abs(side - (expected[at] ?? Number.NaN))).toBeLessThan(slack));
      }),
      { numRuns: 200 },
    );
  });

  it('have the box moved by exactly as many pixels as the image, clipped', () => {
    fc.assert(
      fc.property(fc.nat({ max: 49 }), anyMove, (index, { right, down }) => {
        const { before, box } = hunted(index, { kind: 'whole', bits: Int32Array.of(moveBits({ right, down, mirrored: false })) });
        const sides = Array.from(before, (side, at) => Math.min(canvas, Math.max(0, side + (at % 2 === 0 ? right : down))));
        const [left = 0, top = 0, end = 0, bottom = 0] = sides;
        expect([...(box ?? [])]).toEqual([(left + end) / (2 * canvas), (top + bottom) / (2 * canvas), (end - left) / canvas, (bottom - top) / canvas].map((value) => expect.closeTo(value, 6)));
      }),
    );
  });
});

describe('another image than the one that is seen', () => {
  it('is moved as that one would be, of any number of channels, and keeps its contrast and brightness', () => {
    fc.assert(
      fc.property(anyMoves, fc.integer({ min: 1, max: 3 }), (moves, channels) => {
        const own: ImageShape = [canvas, canvas, channels];
        const bytes = Uint8Array.from({ length: canvas * canvas * channels }, (_, at) => (at * 37) % 256);
        const target = otherImage('other');
        const [moved = new Float32Array()] = movedAnswers(target, moves, 1, own, () => Float32Array.from(target.encode?.(() => bytes) ?? [])) ?? [];
        const expected = movedExample(bytes, own, moves, 0);
        expect(moved).toHaveLength(expected.length);
        const furthest = moved.reduce((most, pixel, at) => Math.max(most, Math.abs(255 * pixel - (expected[at] ?? Number.NaN))), 0);
        expect(furthest).toBeLessThan(0.01);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a box out of float32 shares', () => {
  it('that is moved up to the edge, or beyond it, is none; moved as far as one pixel is left it is that pixel', () => {
    const sides = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 101 }));
    fc.assert(
      fc.property(sides, ([left, length, side]) => {
        const right = Math.min(left + length, 8, side);
        fc.pre(left < right);
        const target = boxTarget('box', [side, side, 1]);
        const by = (pixels: number) => {
          const encoded = Float32Array.from(target.encode?.(() => Int32Array.of(left, 0, right, side)) ?? []);
          const bits = Int32Array.of(moveBits({ right: pixels, down: 0, mirrored: false }));
          return movedAnswers(target, { kind: 'whole', bits }, 1, [side, side, 1], () => encoded);
        };
        expect(by(-right)).toEqual([undefined]);
        expect([...target.decode(by(1 - right)?.[0] ?? new Float32Array())]).toEqual([0, 0, 1, side].map((value) => expect.closeTo(value, 4)));
      }),
    );
  });
});
