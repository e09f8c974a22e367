import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, estimateOfDifferences, pairedEstimate, verdictOf } from './interval';

const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 10 });

describe('estimates', () => {
  it("give Student's sleep data their published interval: 0.70 to 2.46, paired", () => {
    const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const { mean, interval, method } = pairedEstimate(drug2, drug1);
    expect(method).toBe('paired-t');
    expect(mean).toBeCloseTo(1.58, 10);
    expect(interval?.low).toBeCloseTo(0.7001142, 6);
    expect(interval?.high).toBeCloseTo(2.4598858, 6);
    expect(verdictOf(pairedEstimate(drug2, drug1))).toBe('difference');
  });

  it('have no interval for one run, and none at all for none', () => {
    expect(estimate([0.9])).toEqual({ count: 1, mean: 0.9, interval: undefined, method: 'student-t' });
    expect(verdictOf(estimateOfDifferences([5]))).toBe('too-few');
    expect(estimate([]).mean).toBeNaN();
    expect(estimate([1, Number.NaN]).interval).toBeUndefined();
  });

  it('show no difference where the interval covers zero well', () => {
    expect(verdictOf(estimateOfDifferences([-1, 1]))).toBe('no-difference-shown');
    expect(verdictOf(estimateOfDifferences([0, 0, 0]))).toBe('no-difference-shown');
    expect(verdictOf(estimateOfDifferences([2, 2, 2]))).toBe('difference');
    // An end at exactly 0 still covers it.
    expect(verdictOf({ count: 2, mean: 1, interval: { low: 0, high: 2 }, method: 'paired-t' })).toBe('not-yet-certain');
  });

  it('hint at a difference that the 90 % interval shows and the 95 % one does not', () => {
    // Two values a ± d: the 90 % interval reaches 6.3138 d, the 95 % one 12.7062 d.
    expect(verdictOf(estimateOfDifferences([-0.9 - 0.1, -0.9 + 0.1]))).toBe('not-yet-certain');
    expect(verdictOf(estimateOfDifferences([1 - 0.157, 1 + 0.157]))).toBe('not-yet-certain');
    expect(verdictOf(estimateOfDifferences([1 - 0.159, 1 + 0.159]))).toBe('no-difference-shown');
    expect(verdictOf(estimateOfDifferences([1 - 0.078, 1 + 0.078]))).toBe('difference');
    // Two equal ones do not tell how far a third would be off.
    expect(verdictOf(estimateOfDifferences([2, 2]))).toBe('not-yet-certain');
    expect(verdictOf(estimateOfDifferences([0, 0]))).toBe('no-difference-shown');
  });

  it('lie around the mean, move with the values and turn with their sign', () => {
    fc.assert(
      fc.property(values, fc.double({ min: -10, max: 10, noNaN: true }), (list, shift) => {
        const { mean, interval } = estimate(list);
        if (interval === undefined) throw new Error('two values have an interval');
        expect((interval.low + interval.high) / 2).toBeCloseTo(mean, 8);
        const moved = estimate(list.map((value) => value + shift));
        expect(moved.interval?.low).toBeCloseTo(interval.low + shift, 6);
        expect(estimate(list.map((value) => -value)).interval?.low).toBeCloseTo(-interval.high, 8);
        expect(verdictOf(pairedEstimate(list, list))).toBe('no-difference-shown');
      }),
    );
  });

  it('refuse lists that cannot be paired', () => {
    expect(() => pairedEstimate([1, 2], [1])).toThrow('2 runs');
  });
});
