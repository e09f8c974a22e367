import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affinityMatrix } from './affinity';
import { cosineMatrix } from './cosines';
import { magnitudeSimilarities } from './magnitude-similarity';

const entry = fc.double({ min: -50, max: 50, noNaN: true });

describe('magnitude similarity', () => {
  it('is .934050 beside a cosine of −.841191 for J = [[−4, 1, 1], [6, 1, 1]]', () => {
    const gram = [18, -22, -22, 38];
    expect(magnitudeSimilarities(gram, 2)[0]?.[1]).toBeCloseTo(0.93405, 6);
    expect(cosineMatrix(gram, 2)[0]?.[1]).toBeCloseTo(-0.841191, 6);
  });

  it('is the definition, lies in 0 to 1 and does not depend on the scale', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, entry, entry), { minLength: 2, maxLength: 5 }), fc.constantFrom(1, 1e-3, 1e100), (rows, scale) => {
        const gram = rows.flatMap((one) => rows.map((two) => scale * scale * one.reduce((sum, value, k) => sum + value * (two[k] ?? 0), 0)));
        const matrix = magnitudeSimilarities(gram, rows.length);
        rows.forEach((one, i) =>
          rows.forEach((two, j) => {
            const [a, b] = [Math.hypot(...one), Math.hypot(...two)];
            const similarity = matrix[i]?.[j] ?? Number.NaN;
            if (Math.max(a, b) < 1e-100) return;
            expect(similarity).toBeCloseTo((2 * a * b) / (a * a + b * b), 6);
            expect(similarity).toBeGreaterThanOrEqual(0);
            expect(similarity).toBeLessThanOrEqual(1);
          }),
        );
      }),
    );
  });

  it('is 0 beside a zero gradient and undefined between two', () => {
    expect(magnitudeSimilarities([0, 0, 0, 4], 2)).toEqual([
      [Number.NaN, 0],
      [0, 1],
    ]);
  });
});

describe('affinity', () => {
  it('is the share by which a loss fell after a step on a task alone', () => {
    const matrix = affinityMatrix(
      [2, 4],
      [
        [1, 5],
        [2.5, 3],
      ],
    );
    expect(matrix).toEqual([
      [0.5, -0.25],
      [-0.25, 0.25],
    ]);
  });

  it('is undefined for a loss that was 0 or is missing', () => {
    expect(affinityMatrix([0, 1], [[0], [1]])).toEqual([
      [Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN],
    ]);
  });
});
