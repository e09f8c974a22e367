import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blots, watched } from './source.test-helpers';
import { twoDigits } from './two-digits';

const side = 36;
const anySeed = fc.nat();
const anyIndex = fc.nat({ max: 49 });

/** A pixel of an image [28, 28] that lies with its corner at (left, top) of the canvas; else 0. */
function pixelOf(image: Uint8Array, at: number, left: number, top: number): number {
  const [x, y] = [(at % side) - left, Math.floor(at / side) - top];
  return x >= 0 && y >= 0 && x < 28 && y < 28 ? (image[y * 28 + x] ?? Number.NaN) : 0;
}

describe('two digits on a canvas', () => {
  it('are the image itself at [0:28, 0:28] and another one at [6:34, 6:34], the brighter pixel of both', () => {
    fc.assert(
      fc.property(anySeed, anyIndex, (seed, index) => {
        const { source, asked } = watched(blots('train', 50));
        const { image, left, right } = twoDigits.compose(source, seed, index);
        const [other = -1, ...more] = [...asked].filter((one) => one !== index);
        expect(more).toEqual([]);
        expect([left[0], right[0]]).toEqual([source.labelAt(index), source.labelAt(other)]);
        const [first, second] = [source.imageAt(index), source.imageAt(other)];
        expect([...image]).toEqual(Array.from({ length: side * side }, (_, at) => Math.max(pixelOf(first, at, 0, 0), pixelOf(second, at, 6, 6))));
      }),
      { numRuns: 30 },
    );
  });

  it('are tagged with their classes, with one tag where both are alike', () => {
    fc.assert(
      fc.property(anySeed, anyIndex, (seed, index) => {
        const { digits, left, right } = twoDigits.compose(blots('train', 50), seed, index);
        const tagged = [...digits.keys()].filter((digit) => digits[digit] === 1);
        expect(new Set(tagged)).toEqual(new Set([left[0], right[0]]));
        expect(digits.every((tag) => tag === 0 || tag === 1)).toBe(true);
      }),
    );
  });
});
