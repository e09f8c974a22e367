import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomInteger, randomKey, randomNormal, randomPermutation, randomUniform } from './random';

const DRAWS = 20_000;
const draw = (of: (key: number, counter: number) => number) => {
  const key = randomKey(42, 'test');
  return Array.from({ length: DRAWS }, (_, counter) => of(key, counter));
};
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('counter-based randomness', () => {
  it('never changes: every link and every run rests on it', () => {
    const key = randomKey(42, 'weights', 'conv-1', 0);
    expect([key, randomInteger(key, 0), randomInteger(key, 1)]).toMatchInlineSnapshot(`
      [
        1981875769,
        3161014739,
        3233262431,
      ]
    `);
    expect([...randomPermutation(key, 8)]).toMatchInlineSnapshot(`
      [
        5,
        4,
        3,
        6,
        1,
        7,
        0,
        2,
      ]
    `);
  });

  it('gives other keys for other parts, in whatever order and division', () => {
    const parts = [[1, 2], [2, 1], ['1', 2], ['12'], [12], ['1', '2'], [], [0], [''], [2 ** 32], [2 ** 32 + 1], [1]] as const;
    const keys = parts.map((list) => randomKey(...list));
    expect(new Set(keys).size).toBe(parts.length);
  });

  it('is uniform: mean, variance, and each of 16 bins as often as chance allows', () => {
    const values = draw(randomUniform);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(meanOf(values)).toBeCloseTo(0.5, 1.9);
    const bins = Array.from({ length: 16 }, (_, bin) => values.filter((value) => Math.floor(value * 16) === bin).length);
    const expected = DRAWS / 16;
    // The chi-square statistic of 15 degrees of freedom lies above 37.7 once in a thousand times.
    expect(bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(37.7);
  });

  it('has no tie between one draw and the next, or between neighbouring keys', () => {
    const values = draw(randomUniform).map((value) => value - 0.5);
    const next = draw((key, counter) => randomUniform(key, counter + 1) - 0.5);
    const beside = draw((key, counter) => randomUniform(key + 1, counter) - 0.5);
    for (const other of [next, beside]) {
      const correlation = 12 * meanOf(values.map((value, index) => value * (other[index] ?? 0)));
      expect(Math.abs(correlation)).toBeLessThan(0.03);
    }
  });

  it('is normal with mean 0 and variance 1, and finite', () => {
    const values = draw(randomNormal);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(Math.abs(meanOf(values))).toBeLessThan(0.03);
    expect(Math.abs(meanOf(values.map((value) => value * value)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(meanOf(values.map((value) => (Math.abs(value) < 1 ? 1 : 0))) - 0.6827)).toBeLessThan(0.02);
  });

  it('permutes: every place once', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 300 }), (key, length) => {
        expect([...randomPermutation(key, length)].toSorted((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index));
      }),
    );
  });
});
