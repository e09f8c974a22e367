import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classification } from './classification';
import { box } from './box';
import { image } from './image';
import { mask } from './mask';
import { ordinal } from './ordinal';
import { regression } from './regression';
import { tags } from './tags';

/** The sums of one coordinate, by definition. */
function sumsOf(pairs: readonly (readonly [number, number])[]): number[] {
  const sum = (of: (prediction: number, truth: number) => number) =>
    pairs.reduce((total, [prediction, truth]) => total + of(prediction, truth), 0);
  return [
    sum((p, y) => Math.abs(p - y)),
    pairs.length,
    sum((p, y) => (p - y) ** 2),
    sum((_p, y) => y),
    sum((_p, y) => y * y),
  ];
}

const number = fc.double({ min: -10, max: 10, noNaN: true });
const pairs = fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 30 });

describe('metrics from sums', () => {
  it('accuracy is a share, undefined without examples', () => {
    expect(classification.metricsOf([3, 4]).accuracy).toBe(0.75);
    expect(classification.metricsOf([0, 0]).accuracy).toBeNaN();
  });

  it('R² is 1 for a perfect prediction, 0 for the mean, and undefined for a constant', () => {
    expect(regression.metricsOf(sumsOf([[1, 1], [2, 2], [4, 4]]), 1).r2).toBe(1);
    expect(regression.metricsOf(sumsOf([[2, 1], [2, 2], [2, 3]]), 1).r2).toBeCloseTo(0, 12);
    expect(regression.metricsOf(sumsOf([[2, 7], [2, 7]]), 1).r2).toBeNaN();
  });

  it('R² is that of the definition with the mean taken out first', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const mean = given.reduce((sum, [, y]) => sum + y, 0) / given.length;
        const spread = given.reduce((sum, [, y]) => sum + (y - mean) ** 2, 0);
        fc.pre(spread > 1e-3 * given.reduce((sum, [, y]) => sum + y * y, 0) && spread > 1e-9);
        const expected = 1 - given.reduce((sum, [p, y]) => sum + (p - y) ** 2, 0) / spread;
        const found = regression.metricsOf(sumsOf(given), 1).r2;
        expect(Math.abs(found - expected)).toBeLessThan(1e-6 * (1 + Math.abs(expected)));
      }),
    );
  });

  it('RMSE is taken over all elements, in the unit of the value, and never below the MAE', () => {
    // Two coordinates, two examples; errors 3, 4 and 0, 0: Σe² is 9 + 0 and 16 + 0.
    const sums = [7, 2, 9, 16, 0, 0, 0, 0];
    expect(regression.metricsOf(sums, 1).rmse).toBe(2.5);
    expect(regression.metricsOf(sums, 0.1).rmse).toBeCloseTo(0.25, 12);
    expect(regression.metricsOf([0, 0, 0, 0, 0], 1).rmse).toBeNaN();
    fc.assert(
      fc.property(pairs, (given) => {
        const { rmse, mae } = regression.metricsOf(sumsOf(given), 2);
        expect(rmse + 1e-9).toBeGreaterThanOrEqual(mae);
      }),
    );
  });

  it('sums of batches add', () => {
    fc.assert(
      fc.property(pairs, pairs, (first, second) => {
        const added = sumsOf(first).map((sum, index) => sum + (sumsOf(second)[index] ?? NaN));
        const together = regression.metricsOf(sumsOf([...first, ...second]), 3);
        expect(regression.metricsOf(added, 3).mae).toBeCloseTo(together.mae, 9);
      }),
    );
  });

  it('PSNR is 20 dB for an error of a tenth, and infinite for a copy', () => {
    expect(image.metricsOf([0.05, 5]).psnr).toBeCloseTo(20, 12);
    expect(image.metricsOf([0, 5]).psnr).toBe(Infinity);
  });

  it('are undefined without an example that counts', () => {
    expect(box.metricsOf([0, 0]).iou).toBeNaN();
    expect(mask.metricsOf([0, 0, 0, 0, 0, 0])).toEqual({ iou: Number.NaN, dice: Number.NaN });
    expect(tags.metricsOf([0, 0, 0, 0, 0, 0]).f1).toBeNaN();
    expect(ordinal.metricsOf([0, 0, 0])).toEqual({ 'level-mae': Number.NaN, accuracy: Number.NaN });
  });

  it('of masks and tags are means over the classes that occur', () => {
    expect(mask.metricsOf([6, 0, 1, 8, 0, 4, 1.5, 2])).toEqual({ iou: (6 / 8 + 1 / 4) / 2, dice: 0.75 });
    // A tag that nobody has but somebody got counts, with 0.
    expect(tags.metricsOf([2, 0, 0, 3, 1, 0, 5, 0, 0]).f1).toBe((4 / 8 + 0) / 2);
  });

  it('need as many sums as the output of the head asks for', () => {
    expect(regression.sumsLength([3, 2])).toBe(20);
    expect(mask.sumsLength([40, 40, 1])).toBe(6);
    expect(mask.sumsLength([40, 40, 11])).toBe(24);
    expect(tags.sumsLength([10])).toBe(30);
  });

  it('too few sums are an error, not a metric', () => {
    expect(() => classification.metricsOf([1])).toThrow('missing');
  });
});
