import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionLength } from './direction-length';

const inner = (one: readonly number[], two: readonly number[]) => one.reduce((sum, value, k) => sum + value * (two[k] ?? 0), 0);

describe('the length of a direction', () => {
  it('is that of the weighted sum of explicit gradients', () => {
    const entry = fc.double({ min: -50, max: 50, noNaN: true });
    const weighted = fc.record({ weight: fc.double({ min: -3, max: 3, noNaN: true }), row: fc.tuple(entry, entry, entry, entry) });
    fc.assert(
      fc.property(fc.array(weighted, { minLength: 1, maxLength: 6 }), (tasks) => {
        const rows = tasks.map(({ row }) => row);
        const direction = [0, 1, 2, 3].map((column) => tasks.reduce((sum, { weight, row }) => sum + weight * (row[column] ?? 0), 0));
        const gram = rows.flatMap((one) => rows.map((two) => inner(one, two)));
        expect(directionLength(tasks.map(({ weight }) => weight), gram)).toBeCloseTo(Math.hypot(...direction), 4);
      }),
    );
  });

  it('is K times as long for the sum as for the mean', () => {
    const gram = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    expect(directionLength([1, 1, 1], gram)).toBeCloseTo(Math.sqrt(3), 12);
    expect(directionLength([1 / 3, 1 / 3, 1 / 3], gram)).toBeCloseTo(Math.sqrt(3) / 3, 12);
  });

  it('is 0 where gradients cancel out, though rounding left a negative square, and unknown where a weight is; a task that was absent has no part in it', () => {
    expect(directionLength([1, 1], [1, -1 - 1e-7, -1 - 1e-7, 1])).toBe(0);
    expect(directionLength([Number.NaN, 1], [1, 0, 0, 1])).toBeNaN();
    expect(directionLength([1, 1], [1, 0])).toBeNaN();
    const absent = Number.NaN;
    expect(directionLength([3, absent, 4], [1, absent, 0, absent, absent, absent, 0, absent, 1])).toBe(5);
    expect(directionLength([absent], [absent])).toBeNaN();
    expect(directionLength([1], [Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  });
});
