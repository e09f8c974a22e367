import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { commonBox, overlap } from './box';

const box = fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }), width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) });

it('two boxes overlap where they have a place of whole numbers in common, whichever comes first', () => {
  const places = ({ x, y, width, height }: ReturnType<typeof commonBox>) =>
    Array.from({ length: width * height }, (_, index) => `${x + (index % width)} ${y + Math.floor(index / width)}`);
  fc.assert(
    fc.property(box, box, (one, other) => {
      const shared = places(one).filter((place) => places(other).includes(place));
      expect(places(commonBox(one, other)).toSorted()).toEqual(shared.toSorted());
      expect([overlap(one, other), overlap(other, one)]).toEqual([shared.length > 0, shared.length > 0]);
    }),
  );
});

it('boxes that touch do not overlap', () => {
  expect(overlap({ x: 0, y: 0, width: 5, height: 5 }, { x: 5, y: 0, width: 5, height: 5 })).toBe(false);
});
