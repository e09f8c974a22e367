import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitScale, growScale, startScale, stepTicks, tickDigits, tidyScale, type ScaleRule } from './chart-scale';

const open: ScaleRule = { start: [0, 1], limits: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] };

describe('tidyScale', () => {
  it.each([
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 2.3, [0, 0.5, 1, 1.5, 2, 2.5]],
    [-1, 1, [-1, -0.5, 0, 0.5, 1]],
    [14.2, 16.9, [14, 15, 16, 17]],
  ])('%d to %d', (low, high, ticks) => {
    expect(tidyScale(low, high).ticks).toEqual(ticks);
  });

  it('holds both ends in at most five steps, whatever they are', () => {
    const values = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(values, values, (one, two) => {
        const [low, high] = [Math.min(one, two), Math.max(one, two)];
        const scale = tidyScale(low, high);
        const slack = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
        expect(scale.low).toBeLessThanOrEqual(low + slack);
        expect(scale.high).toBeGreaterThanOrEqual(high - slack);
        expect(scale.ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('is the same again when it is made of its own ends', () => {
    const values = fc.float({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(values, values, (one, two) => {
        fc.pre(Math.abs(one - two) > 1e-3);
        const scale = tidyScale(Math.min(one, two), Math.max(one, two));
        expect(tidyScale(scale.low, scale.high)).toEqual(scale);
      }),
      { examples: [[2.0000000233721948e-7, -800.00006103515625]] },
    );
  });
});

describe('a scale', () => {
  it('stays where it is while everything fits', () => {
    const scale = startScale(open);
    expect(growScale(scale, [0.2, 0.9], open)).toBe(scale);
    expect(growScale(scale, undefined, open)).toBe(scale);
  });

  it('grows, and never shrinks, as data come', () => {
    const grown = growScale(startScale(open), [0.1, 2.3], open);
    expect([grown.low, grown.high]).toEqual([0, 2.5]);
    expect(growScale(grown, [0.1, 0.2], open)).toBe(grown);
  });

  it('is fitted when asked', () => {
    const fitted = fitScale([0.31, 0.37], open);
    expect([fitted.low, fitted.high]).toEqual([0.3, 0.38]);
    expect(fitScale(undefined, open)).toEqual(startScale(open));
  });

  it('does not go beyond its limits', () => {
    const rule: ScaleRule = { start: [0, 1], limits: [-1, 1] };
    expect(growScale(startScale(rule), [-30, 0.5], rule).low).toBe(-1);
  });
});

it('digits suffice to tell the lines apart', () => {
  expect([tidyScale(0, 1), tidyScale(0, 25), tidyScale(0, 0.01)].map(tickDigits)).toEqual([1, 0, 3]);
});

describe('stepTicks', () => {
  it('begins at 0 and ends with the plan', () => {
    expect(stepTicks(938, 4)).toEqual([0, 250, 500, 750, 938]);
    expect(stepTicks(1040, 4)).toEqual([0, 500, 1040]);
    expect(stepTicks(3, 5)).toEqual([0, 1, 2, 3]);
    for (const planned of [1, 2, 7, 100, 12345]) expect(stepTicks(planned, 3).at(-1)).toBe(planned);
  });
});
