import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiMnist } from './multi-mnist';
import { blots, watched } from './source.test-helpers';

/**
 * MultiMNIST, slowly and in other steps: for each of the 28 × 28 pixels the place of its centre on
 * the canvas of 36 × 36 decides which pixels of the two images are seen.
 */
function seen(left: Uint8Array, right: Uint8Array): readonly number[] {
  const at = (image: Uint8Array, row: number, column: number) =>
    row >= 0 && row < 28 && column >= 0 && column < 28 ? (image[28 * row + column] ?? Number.NaN) : 0;
  const pixels: number[] = [];
  for (let row = 0; row < 28; row += 1) {
    for (let column = 0; column < 28; column += 1) {
      // (i + ½) · 36 / 28 in whole numbers: the centre of pixel i, rounded down.
      const [y, x] = [Math.trunc((18 * row + 9) / 14), Math.trunc((18 * column + 9) / 14)];
      pixels.push(Math.max(at(left, y, x), at(right, y - 6, x - 6)));
    }
  }
  return pixels;
}

describe('MultiMNIST', () => {
  it('is pixel by pixel what the published program makes of the two images', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 49 }), (seed, index) => {
        const { source, asked } = watched(blots('train', 50));
        const example = multiMnist.compose(source, seed, index);
        const [other = -1, ...more] = [...asked].filter((one) => one !== index);
        expect(more).toEqual([]);
        const [left, right] = [source.imageAt(index), source.imageAt(other)];
        expect([...example.image]).toEqual(seen(left, right));
        expect([example['left-image'], example['right-image']]).toEqual([left, right]);
        expect([example.left[0], example.right[0]]).toEqual([source.labelAt(index), source.labelAt(other)]);
      }),
      { numRuns: 30 },
    );
  });

  it('shows corner and middle of given partners where they belong', () => {
    // One bright pixel each: the left image's upper left corner, the right image's lower right one.
    const dot = (place: number) => Uint8Array.from({ length: 784 }, (_, at) => (at === place ? 200 : 0));
    const dots = { split: 'test' as const, images: 2, imageAt: (index: number) => dot(index === 0 ? 0 : 783), labelAt: (index: number) => 3 + index };
    const { image, left, right } = multiMnist.compose(dots, 1, 0);
    // Row and column 33 of the canvas are seen in 25 and 26: (25 + ½) · 9 / 7 = 32.8, (26 + ½) · 9 / 7 = 34.1.
    expect([...image.keys()].filter((at) => image[at] === 200)).toEqual([0]);
    expect([left[0], right[0]]).toEqual([3, 4]);
  });

  it('has a partner of another place with another seed, and never the image itself', () => {
    const partners = Array.from({ length: 40 }, (_, seed) => {
      const { source, asked } = watched(blots('test', 50));
      multiMnist.compose(source, seed, 7);
      return [...asked].find((index) => index !== 7);
    });
    expect(partners).not.toContain(undefined);
    expect(new Set(partners).size).toBeGreaterThan(15);
  });
});
