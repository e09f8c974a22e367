import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChartLine } from './chart-data';
import { smoothed } from './smoothing';

const line = (role: ChartLine['role'], values: readonly number[]): ChartLine => ({ key: 'a', role, task: 0, points: values.map((y, x) => ({ x, y, low: y, high: y })) });
const heights = (lines: readonly ChartLine[]) => lines[0]?.points.map(({ y }) => y) ?? [];

it('a steady line stays where it is, from its first point on, and a jump is followed slowly', () => {
  expect(heights(smoothed([line('train', [2, 2, 2])], 'much'))).toEqual([2, 2, 2].map((y) => expect.closeTo(y, 9)));
  const [, after = 0] = heights(smoothed([line('train', [0, 1])], 'some'));
  expect(after).toBeCloseTo(0.4 / 0.64, 9);
});

it('stays between the smallest and the largest value, and leaves tests and steps alone', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
      for (const y of heights(smoothed([line('train', values)], 'much'))) {
        expect(y).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(y).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }
      expect(smoothed([line('train', values)], 'much')[0]?.points.map(({ x }) => x)).toEqual(values.map((_, x) => x));
      expect(smoothed([line('test', values)], 'much')).toEqual([line('test', values)]);
    }),
  );
});
