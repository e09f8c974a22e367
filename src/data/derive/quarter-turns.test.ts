import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turned } from './quarter-turns';
import { blots } from './source.test-helpers';
import { turnedDigits } from './turned-digits';
import { turnedPhotos } from './turned-photos';

describe('quarter turns', () => {
  it('go clockwise, by hand', () => {
    const image = Uint8Array.of(1, 2, 3, 4);
    expect([0, 1, 2, 3].map((quarters) => [...turned(image, 2, 1, quarters)])).toEqual([
      [1, 2, 3, 4],
      [3, 1, 4, 2],
      [4, 3, 2, 1],
      [2, 4, 1, 3],
    ]);
  });

  it('keep the channels of a pixel together, and four of one or one of each come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 }), fc.infiniteStream(fc.nat({ max: 255 })), (side, channels, bytes) => {
        const image = Uint8Array.from({ length: side * side * channels }, () => bytes.next().value ?? 0);
        const once = turned(image, side, channels, 1);
        expect(turned(once, side, channels, 1)).toEqual(turned(image, side, channels, 2));
        expect(turned(once, side, channels, 2)).toEqual(turned(image, side, channels, 3));
        expect(turned(once, side, channels, 3)).toEqual(image);
        expect([...once.subarray(0, channels)]).toEqual([...image.subarray(channels * side * (side - 1), channels * (side * (side - 1) + 1))]);
      }),
    );
  });

  it.each([
    { set: turnedDigits, source: blots('train', 400) },
    { set: turnedPhotos, source: blots('train', 400, 1, 32 * 32 * 3) },
  ])('are balanced: each four examples in a row have all of them, in an order that varies', ({ set, source }) => {
    const turns = Array.from({ length: source.images }, (_, index) => set.compose(source, 5, index).turn[0]);
    const orders = new Set<string>();
    for (let first = 0; first < turns.length; first += 4) {
      const four = turns.slice(first, first + 4);
      expect(four.toSorted()).toEqual([0, 1, 2, 3]);
      orders.add(four.join(''));
    }
    expect(orders.size).toBeGreaterThan(18);
  });
});
