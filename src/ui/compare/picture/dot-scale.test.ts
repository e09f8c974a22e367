import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeOnScale, scaleReach, type Dot } from './dot-scale';

const dot = (at: number, half: number): Dot => ({ at, low: at - half, high: at + half });

it('reaches over dots and intervals, by round numbers', () => {
  expect(scaleReach([dot(-4.4, 1.5), dot(0.2, 0.4)])).toBe(7);
  expect(scaleReach([dot(0.9, 0.5)])).toBe(1.5);
  expect(scaleReach([])).toBe(0.1);
  expect(scaleReach([dot(Number.NaN, 1)])).toBe(0.1);
});

it('lets wide intervals run off rather than press the dots onto the zero line', () => {
  expect(scaleReach([dot(1, 300), dot(-0.5, 0.1)])).toBe(5);
});

it('holds all dots inside, mirrors, and has zero in the middle', () => {
  const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.double({ min: 0, max: 1e5, noNaN: true })), { minLength: 1 }), (list) => {
      const dots = list.map(([at, half]) => dot(at, half));
      const reach = scaleReach(dots);
      for (const { at } of dots) expect(Math.abs(at)).toBeLessThan(reach);
      expect(scaleReach(dots.map(({ at, low, high }) => ({ at: -at, low: -high, high: -low })))).toBe(reach);
    }),
  );
  expect([-3, -2, 0, 1, 9].map((value) => placeOnScale(value, 2))).toEqual([0, 0, 50, 75, 100]);
});
