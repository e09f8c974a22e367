import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParameterValues } from '../../domain/parameters';
import { digitHunt } from './digit-hunt';
import { blots } from './source.test-helpers';

const side = 40;
const someBlots = blots('train', 50);
const anyValues: fc.Arbitrary<ParameterValues> = fc.record({
  fragments: fc.integer({ min: 0, max: 6 }),
  clutter: fc.double({ min: 0, max: 1, noNaN: true }),
  smallest: fc.double({ min: 0.5, max: 1.3, noNaN: true }),
  largest: fc.double({ min: 0.5, max: 1.3, noNaN: true }),
});
const anyExample = fc.record({ seed: fc.nat(), index: fc.nat({ max: 49 }), values: anyValues });

const composed = ({ seed, index, values }: { seed: number; index: number; values: ParameterValues }) => digitHunt.compose(someBlots, seed, index, values);
const sidesOf = (box: ArrayLike<number>) => ({ left: box[0] ?? Number.NaN, top: box[1] ?? Number.NaN, right: box[2] ?? Number.NaN, bottom: box[3] ?? Number.NaN });
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('digit hunt', () => {
  it('has the tight bounds of the mask as its box, inside the canvas, whatever is set', () => {
    fc.assert(
      fc.property(anyExample, (example) => {
        const { box, mask } = composed(example);
        const { left, top, right, bottom } = sidesOf(box);
        const inked = [...mask.keys()].filter((at) => mask[at] === 1);
        const [columns, rows] = [inked.map((at) => at % side), inked.map((at) => Math.floor(at / side))];
        expect([left, top]).toEqual([Math.min(...columns), Math.min(...rows)]);
        expect([right, bottom]).toEqual([Math.max(...columns) + 1, Math.max(...rows) + 1]);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(Math.max(right, bottom)).toBeLessThanOrEqual(side);
      }),
    );
  });

  it('has all ink of the digit on the canvas: at scale 1 the same sum, at others the square of the scale as much', () => {
    const withScale = (scale: number) => ({ fragments: 0, smallest: scale, largest: scale });
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 49 }), (seed, index) => {
        const ink = sum(someBlots.imageAt(index));
        expect(Math.abs(sum(digitHunt.compose(someBlots, seed, index, withScale(1)).image) / ink - 1)).toBeLessThan(0.005);
        // Enlarged, the blurred outermost half pixel of an image that is ink to its edges may be cut off.
        for (const scale of [0.7, 1.3]) {
          const share = sum(digitHunt.compose(someBlots, seed, index, withScale(scale)).image) / ink / scale ** 2;
          expect(Math.abs(share - 1)).toBeLessThan(0.1);
        }
      }),
    );
  });

  it('has a mask and a box that the fragments do not change, and an image that each brightens', () => {
    fc.assert(
      fc.property(anyExample, (example) => {
        const alone = composed({ ...example, values: { ...example.values, fragments: 0 } });
        expect(alone.mask).toEqual(alone.image.map((pixel) => (pixel >= 128 ? 1 : 0)));
        let before = alone;
        for (let fragments = 1; fragments <= 6; fragments += 1) {
          const next = composed({ ...example, values: { ...example.values, fragments } });
          expect({ ...next, image: undefined }).toEqual({ ...alone, image: undefined });
          expect(next.image.every((pixel, at) => pixel >= (before.image[at] ?? 255))).toBe(true);
          before = next;
        }
        expect(composed({ ...example, values: { ...example.values, clutter: 0 } }).image).toEqual(alone.image);
      }),
      { numRuns: 30 },
    );
  });

  it('has fragments of at most the brightness that is set, and of three by default', () => {
    const alone = composed({ seed: 1, index: 2, values: { fragments: 0 } });
    const [whole, half] = [1, 0.5].map((clutter) => composed({ seed: 1, index: 2, values: { clutter } }));
    const beside = (image: Uint8Array = new Uint8Array(0)) => [...image].filter((pixel, at) => pixel > (alone.image[at] ?? 0));
    expect(Math.max(...beside(whole?.image))).toBeGreaterThan(200);
    expect(Math.max(...beside(half?.image))).toBeLessThanOrEqual(128);
    expect(composed({ seed: 1, index: 2, values: { fragments: 3 } })).toEqual(composed({ seed: 1, index: 2, values: {} }));
  });

  it('has an empty mask and no box where an image has no ink', () => {
    const empty = { ...someBlots, imageAt: () => new Uint8Array(28 * 28) };
    const { image, mask, box } = digitHunt.compose(empty, 1, 0, {});
    expect([sum(image), sum(mask), ...box]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
