import fc from 'fast-check';
import { expect, it } from 'vitest';
import { summariseActivations } from './activation-summary';

it('counts every value once: zeros as a share, the others in intervals that they lie in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.oneof(fc.constant(0), fc.float({ min: -9, max: 9, noNaN: true })), { minLength: 1, maxLength: 60 }), (units, drawn) => {
      const values = drawn.slice(0, Math.max(1, Math.floor(drawn.length / units)) * units);
      const { lowest, highest, counts, zeros, dead } = summariseActivations(values, units);
      expect([lowest, highest]).toEqual([Math.min(...values), Math.max(...values)]);
      const others = counts.reduce((sum, count) => sum + count, 0);
      expect(others + Math.round(zeros * values.length)).toBe(values.length);
      for (const unit of Array.from({ length: units }, (_, index) => index)) {
        expect(dead.includes(unit)).toBe(values.every((value, at) => at % units !== unit || value === 0));
      }
    }),
  );
});

it('puts values into intervals of equal width', () => {
  const { counts } = summariseActivations([-1, 0, 0.96, 1, 3, 3], 2);
  expect(counts[0]).toBe(1);
  expect(counts[19]).toBe(1);
  expect(counts[20]).toBe(1);
  expect(counts.at(-1)).toBe(2);
});
