import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveLinear } from './linear-system';
import { at, inner, submatrix, times, type Matrix } from './matrix';
import { solvePowerSystem } from './power-system';
import { minimiseOnCone, minimiseOnSimplex } from './quadratic-programme';
import { applySpectral, symmetricEigen } from './symmetric-eigen';
import { unitGram } from './unit-gram';

const entry = fc.double({ min: -3, max: 3, noNaN: true });
const scale = fc.double({ min: -3, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);

function vectors(length: number, of = entry): fc.Arbitrary<number[]> {
  return fc.array(of, { minLength: length, maxLength: length });
}

function gramOf(rows: Matrix): number[][] {
  return rows.map((row) => rows.map((other) => inner(row, other)));
}

/**
 * A Gram matrix of 1 to 5 vectors that are apart from each other, of very different lengths, and a
 * vector of the same size.
 */
const problems = fc
  .integer({ min: 1, max: 5 })
  .chain((size) => fc.tuple(vectors(size), fc.array(vectors(size), { minLength: size, maxLength: size }), vectors(size, scale)))
  .map(([linear, rows, scales]) => {
    const apart = rows.map((row, index) => row.map((value, column) => (value + (column === index ? 4 : 0)) * at(scales, index)));
    return { gram: gramOf(apart), linear };
  })
  .filter(({ gram }) => !unitGram(gram).singular);

function objective(gram: Matrix, linear: readonly number[], point: readonly number[]): number {
  return 0.5 * inner(point, times(gram, point)) + inner(linear, point);
}

/** The best point by trying every set of coordinates that may be above 0; `sum` asks for Σx = 1. */
function byEnumeration(gram: Matrix, linear: readonly number[], sum: boolean): number {
  let best = sum ? Infinity : 0;
  for (let mask = 1; mask < 2 ** linear.length; mask += 1) {
    const free = linear.flatMap((_, index) => (mask & (2 ** index) ? [index] : []));
    const rows = submatrix(gram, free);
    const right = free.map((index) => -at(linear, index));
    const solved = sum
      ? solveLinear([...rows.map((row) => [...row, 1]), [...free.map(() => 1), 0]], [...right, 1])
      : solveLinear(rows, right);
    if (solved === undefined || free.some((_, place) => at(solved, place) < 0)) continue;
    const point = linear.map((_, index) => (free.includes(index) ? at(solved, free.indexOf(index)) : 0));
    best = Math.min(best, objective(gram, linear, point));
  }
  return best;
}

describe('quadratic programmes', () => {
  it('on the simplex reach what trying every support reaches', () => {
    fc.assert(
      fc.property(problems, ({ gram, linear }) => {
        const { point, converged } = minimiseOnSimplex(unitGram(gram), linear);
        expect(converged).toBe(true);
        expect(point.every((value) => value >= 0)).toBe(true);
        expect(point.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
        const best = byEnumeration(gram, linear, true);
        expect(objective(gram, linear, point) - best).toBeLessThan(1e-9 * (1 + Math.abs(best)));
      }),
    );
  });

  it('on the cone reach what trying every support reaches', () => {
    fc.assert(
      fc.property(problems, ({ gram, linear }) => {
        const { point, converged } = minimiseOnCone(unitGram(gram), linear);
        expect(converged).toBe(true);
        expect(point.every((value) => value >= 0)).toBe(true);
        const best = byEnumeration(gram, linear, false);
        expect(objective(gram, linear, point) - best).toBeLessThan(1e-9 * (1 + Math.abs(best)));
      }),
    );
  });

  it('fulfil the conditions of Karush, Kuhn and Tucker for ten tasks, dependent ones too', () => {
    const tenOfRank = fc.integer({ min: 1, max: 9 }).chain((width) => fc.array(vectors(width), { minLength: 10, maxLength: 10 }));
    fc.assert(
      fc.property(tenOfRank, vectors(10), (rows, linear) => {
        const gram = gramOf(rows.map((row) => [...row, 0.1]));
        const { point, converged } = minimiseOnSimplex(unitGram(gram), linear);
        const slopes = times(gram, point).map((value, index) => value + at(linear, index));
        const level = inner(point, slopes);
        const tolerance = 1e-6 * (1 + Math.max(...slopes.map(Math.abs)));
        expect(converged).toBe(true);
        for (const slope of slopes) expect(slope).toBeGreaterThan(level - tolerance);
      }),
    );
  });

  it('give equal gradients equal shares', () => {
    const { point } = minimiseOnSimplex(unitGram([[4, 4, 4], [4, 4, 4], [4, 4, 4]]), [0, 0, 0]);
    for (const share of point) expect(share).toBeCloseTo(1 / 3, 6);
  });
});

describe('eigenvalues', () => {
  const symmetric = fc.integer({ min: 1, max: 10 }).chain((size) =>
    fc.array(vectors(size), { minLength: size, maxLength: size }).map((rows) => rows.map((row, i) => row.map((value, j) => value + at(rows[j] ?? [], i)))),
  );

  it('rise, belong to orthonormal vectors, and make up the matrix again', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const eigen = symmetricEigen(matrix);
        const { values, vectors: found } = eigen;
        expect([...values].sort((a, b) => a - b)).toEqual(values);
        found.forEach((vector, index) => found.forEach((other, place) => expect(inner(vector, other)).toBeCloseTo(index === place ? 1 : 0, 12)));
        matrix.forEach((row, index) => {
          const unit = matrix.map((_, place) => (place === index ? 1 : 0));
          applySpectral(eigen, (value) => value, unit).forEach((value, column) => expect(value).toBeCloseTo(at(row, column), 10));
        });
      }),
    );
  });

  it('of a known matrix are known', () => {
    const { values } = symmetricEigen([[2, -1, 0], [-1, 2, -1], [0, -1, 2]]);
    [2 - Math.SQRT2, 2, 2 + Math.SQRT2].forEach((value, index) => expect(at(values, index)).toBeCloseTo(value, 14));
  });
});

describe('G x = x^(−power)', () => {
  it('holds, for lengths of very different scale', () => {
    fc.assert(
      fc.property(problems, fc.constantFrom(0.1, 0.5, 1, 2, 10), ({ gram }, power) => {
        const { point, converged } = solvePowerSystem(unitGram(gram), power);
        expect(converged).toBe(true);
        gram.forEach((row, index) => {
          const parts = row.map((value, other) => Math.abs(value) * at(point, other));
          const size = parts.reduce((sum, value) => sum + value, 0);
          expect(Math.abs(inner(row, point) - at(point, index) ** -power)).toBeLessThan(1e-9 * size);
        });
      }),
    );
  });

  it('has no solution for opposite gradients, but the answer stays finite', () => {
    const { point, converged } = solvePowerSystem(unitGram([[1, -1], [-1, 1]]), 1);
    expect(converged).toBe(true);
    expect(point.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
  });
});

describe('lengths and cosines', () => {
  it('know full rank from dependence at any scale', () => {
    const scaled = (factor: number) => unitGram(gramOf([[factor, 0], [1, 1]]));
    for (const factor of [1e-12, 1, 1e12]) expect(scaled(factor).singular).toBe(false);
    expect(unitGram(gramOf([[1e-12, 2e-12], [1, 2]])).singular).toBe(true);
  });
});
