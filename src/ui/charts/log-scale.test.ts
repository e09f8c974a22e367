import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linePath, plotOf, yAt } from './chart-layout';
import { logScale } from './log-scale';

it('goes from one power of ten to another, or within a decade by 1, 2 and 5', () => {
  expect(logScale(0.003, 40).ticks).toEqual([0.001, 0.01, 0.1, 1, 10, 100].map((tick) => expect.closeTo(tick, 9)));
  expect(logScale(0.3, 0.9).ticks).toEqual([0.2, 0.5, 1].map((tick) => expect.closeTo(tick, 9)));
});

it('holds what it was made for, with two labels at least and six at most', () => {
  const value = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(value, value, (one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const scale = logScale(low, high);
      expect(scale.low).toBeLessThanOrEqual(low * (1 + 1e-9));
      expect(scale.high).toBeGreaterThanOrEqual(high * (1 - 1e-9));
      expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
      expect(scale.ticks.length).toBeLessThanOrEqual(6);
      expect(scale.ticks).toEqual(scale.ticks.toSorted((first, second) => first - second));
    }),
  );
});

it('draws equal factors at equal distances, and a value that is not positive below the area', () => {
  const plot = plotOf(400, 200);
  const scale = logScale(0.001, 1);
  const [top, middle, lower] = [1, 0.1, 0.01].map((value) => yAt(plot, scale, value));
  expect((lower ?? 0) - (middle ?? 0)).toBeCloseTo((middle ?? 0) - (top ?? 0), 6);
  expect(yAt(plot, scale, 0)).toBe(plot.bottom);
  const [, y] = linePath(plot, 10, scale, [{ x: 1, y: 1 }, { x: 2, y: -1 }]).split('L')[1]?.split(',') ?? [];
  expect(Number(y)).toBeGreaterThan(plot.bottom);
});
