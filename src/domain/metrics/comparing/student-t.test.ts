import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompleteBeta, logGamma, studentQuantile } from './student-t';

describe("Student's t", () => {
  // The tables that stand in every textbook of statistics.
  it.each([
    [0.975, 1, 12.7062],
    [0.975, 2, 4.3027],
    [0.975, 3, 3.1824],
    [0.975, 4, 2.7764],
    [0.975, 5, 2.5706],
    [0.975, 9, 2.2622],
    [0.975, 30, 2.0423],
    [0.975, 60, 2.0003],
    [0.975, 120, 1.9799],
    [0.995, 1, 63.6567],
    [0.995, 2, 9.9248],
    [0.995, 9, 3.2498],
    [0.95, 1, 6.3138],
    [0.95, 9, 1.8331],
    [0.9, 5, 1.4759],
    [0.5, 7, 0],
  ])('has the published quantile of %d with %d degrees of freedom', (probability, degrees, published) => {
    expect(Math.abs(studentQuantile(probability, degrees) - published)).toBeLessThan(1e-4);
    expect(studentQuantile(1 - probability, degrees)).toBeCloseTo(-published, 3);
  });

  it('agrees with the closed forms of one and two degrees of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 0.9999, noNaN: true }), (probability) => {
        expect(studentQuantile(probability, 1)).toBeCloseTo(Math.tan(Math.PI * (probability - 0.5)), 5);
        const spread = 2 * probability - 1;
        expect(studentQuantile(probability, 2)).toBeCloseTo(spread * Math.sqrt(2 / (1 - spread * spread)), 5);
      }),
    );
  });

  it('has a quantile that is the inverse of its probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 500 }), (probability, degrees) => {
        const t = studentQuantile(probability, degrees);
        const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
        expect(t > 0 ? 1 - tail : tail).toBeCloseTo(probability, 9);
      }),
    );
  });

  it('has no quantile outside 0 and 1', () => {
    for (const probability of [0, 1, -1, Number.NaN]) expect(studentQuantile(probability, 3)).toBeNaN();
    expect(studentQuantile(0.9, 0)).toBeNaN();
  });
});

describe('what it is made of', () => {
  it('knows factorials and Γ(1/2)', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(1)).toBeCloseTo(0, 12);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 11);
    expect(logGamma(171) - logGamma(170)).toBeCloseTo(Math.log(170), 10);
  });

  it('is the binomial sum for whole a and b', () => {
    // I_x(2, 3) = P(at least 2 of 4 with chance x).
    const sum = (x: number): number => 6 * x ** 2 * (1 - x) ** 2 + 4 * x ** 3 * (1 - x) + x ** 4;
    for (const x of [0, 0.01, 0.3, 0.5, 0.77, 0.999, 1]) expect(incompleteBeta(x, 2, 3)).toBeCloseTo(sum(x), 12);
  });
});
