import { describe, expect, it } from 'vitest';
import { cramersV } from '../../domain/metrics/association/cramers-v';
import { colouredDigits } from './coloured-digits';
import { blots } from './source.test-helpers';

const labels = Array.from({ length: 4000 }, (_, index) => index % 10);

/** Digit and colour of 4,000 examples of a split, each digit as often. */
function drawn(split: 'train' | 'test', together: number) {
  const plain = new Uint8Array(784);
  const source = { split, images: labels.length, imageAt: () => plain, labelAt: (index: number) => labels[index] ?? 0 };
  return labels.map((_, index) => colouredDigits.compose(source, 1, index, { together }).colour[0] ?? -1);
}

describe('coloured digits', () => {
  it.each([0, 0.3, 0.6, 0.9, 1])('have, at %s, that Cramér’s V between digit and colour in training, and 0 in the test', (together) => {
    // V itself, before the correction, varies by about 1 / √n = .016 between seeds.
    expect(Math.abs(cramersV(labels, drawn('train', together)) - together)).toBeLessThan(0.04);
    expect(cramersV(labels, drawn('test', together))).toBeLessThan(0.04);
  });

  it('at 1 have each digit in a colour of its own, and the colours are ten', () => {
    expect(drawn('train', 1)).toEqual(labels);
    expect(new Set(drawn('train', 0)).size).toBe(10);
  });

  it('keep the colour of their digit as it is made to tell more', () => {
    const [less, more] = [drawn('train', 0.4), drawn('train', 0.7)];
    const differ = labels.filter((digit, index) => less[index] !== more[index] && more[index] !== digit);
    expect(differ).toEqual([]);
  });

  it('are grey ink times the colour, on black', () => {
    const source = blots('test', 50);
    for (let index = 0; index < 20; index += 1) {
      const { image, colour } = colouredDigits.compose(source, 2, index, {});
      const grey = source.imageAt(index);
      const white = [...grey.keys()].find((at) => grey[at] === 255);
      // The whole colour where the ink is white; shades of it elsewhere.
      if (white === undefined) continue;
      const full = image.subarray(3 * white, 3 * white + 3);
      expect(Math.max(...full)).toBeGreaterThanOrEqual(150);
      expect(image).toEqual(image.map((_, at) => Math.round(((grey[Math.floor(at / 3)] ?? 0) * (full[at % 3] ?? 0)) / 255)));
      expect(colour[0]).toBeLessThan(10);
    }
  });
});
