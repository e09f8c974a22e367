import { expect, it } from 'vitest';
import { estimate, estimateOfDifferences } from '../../../domain/metrics/comparing/interval';
import { relativeDot } from './task-rows';

it('puts a difference in percent of the value alone, better to the right', () => {
  const difference = estimateOfDifferences([-0.8, -1]);
  const dot = relativeDot({ difference, baseline: estimate([20, 20]), direction: 'higher' });
  expect(dot.at).toBeCloseTo(-4.5, 10);
  expect(dot.low).toBeCloseTo(-4.5 - 12.7062 * 0.5, 3);
  const error = relativeDot({ difference, baseline: estimate([20, 20]), direction: 'lower' });
  expect([error.at, error.low, error.high]).toEqual([-dot.at, -dot.high, -dot.low]);
});

it('has no interval for one seed, and no place against a value of 0 or less', () => {
  const one = relativeDot({ difference: estimateOfDifferences([1]), baseline: estimate([4]), direction: 'lower' });
  expect(one).toEqual({ at: -25, low: Number.NaN, high: Number.NaN });
  expect(relativeDot({ difference: estimateOfDifferences([1]), baseline: estimate([-4]), direction: 'higher' }).at).toBeNaN();
  expect(relativeDot({ difference: estimateOfDifferences([0]), baseline: estimate([1]), direction: 'lower' }).at).toBe(0);
});
