import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, inner, sumOf, times } from './solvers/matrix';
import { directionBy, directionOf, distance, firstStep, gramOf, lengthOf, regularJacobians, weightsBy } from './testing.test-helpers';

describe('IMTL-G', () => {
  it('has equal projections on the unit gradients, and weights of which the sum is 1 or −1', () => {
    fc.assert(
      fc.property(regularJacobians(), (jacobian) => {
        const { weights = [], notes } = firstStep('imtl-g', jacobian);
        fc.pre(weights.some((weight) => weight !== 0));
        const direction = directionOf(jacobian, weights);
        const projections = jacobian.map((row) => inner(row, direction) / lengthOf(row));
        const sizes = sumOf(jacobian.map((row, task) => lengthOf(row) * Math.abs(at(weights, task))));
        for (const projection of projections) expect(Math.abs(projection - at(projections, 0))).toBeLessThan(1e-8 * sizes);
        expect(sumOf(weights) * (notes.includes('negative-sum') ? -1 : 1)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('uses the pseudo-inverse of G where there is no inverse', () => {
    const dependent = firstStep('imtl-g', [[1, 0], [2, 0]]);
    expect(distance(dependent.weights ?? [], [1 / 3, 2 / 3])).toBeLessThan(1e-9);
    expect(dependent.notes).toEqual(['singular']);
  });

  it('does not blow up the rounding of gradients that cancel', () => {
    const { weights, notes } = firstStep('imtl-g', [[1], [-1]], { gram: [[1, -1], [-1, 1 + 1e-7]] });
    expect([weights, notes]).toEqual([[0, 0], ['singular']]);
  });

  it('says a negative sum, and goes downhill all the same', () => {
    // The short third gradient lies between the others: its share is negative, and large because it
    // is short.
    const jacobian = [[0.5, 0.866, 0], [0.5, -0.866, 0], [0.01, 0, 0.001]];
    const { weights = [], notes } = firstStep('imtl-g', jacobian);
    const projections = jacobian.map((row) => inner(row, directionOf(jacobian, weights)));
    expect(notes.includes('negative-sum')).toBe(sumOf(weights) < 0);
    expect(sumOf(weights)).toBeLessThan(0);
    expect(projections.every((value) => value > 0)).toBe(true);
  });
});

/** G x = x^(−power), apart from what rounding leaves where large parts of a sum cancel. */
function expectSolved(gram: readonly (readonly number[])[], x: readonly number[], power: number): void {
  const sizes = times(gram.map((row) => row.map(Math.abs)), x);
  times(gram, x).forEach((value, task) => {
    const pull = at(x, task) ** -power;
    expect(Math.abs(value - pull)).toBeLessThan(5e-6 * pull + 1e-13 * at(sizes, task));
  });
}

describe('Nash-MTL', () => {
  it('unclipped solves G α = 1/α, and its direction has the length √K', () => {
    fc.assert(
      fc.property(regularJacobians(1, 6), (jacobian) => {
        const weights = weightsBy('nash', jacobian, { values: { maxNorm: 0 } });
        expectSolved(gramOf(jacobian), weights, 1);
        expect(lengthOf(directionOf(jacobian, weights))).toBeCloseTo(Math.sqrt(jacobian.length), 6);
      }),
    );
  });

  it('is clipped to the length that is asked for', () => {
    fc.assert(
      fc.property(regularJacobians(), fc.constantFrom(0.5, 1), (jacobian, maxNorm) => {
        expect(lengthOf(directionBy('nash', jacobian, { values: { maxNorm } }))).toBeCloseTo(maxNorm, 8);
      }),
    );
  });

  it('says that opposite gradients have no bargain', () => {
    expect(firstStep('nash', [[1, 0], [-1, 0]]).notes).toContain('singular');
  });
});

describe('FairGrad', () => {
  it('solves G x = x^(−1/α)', () => {
    fc.assert(
      fc.property(regularJacobians(1, 6), fc.constantFrom(0.3, 1, 2, 5), (jacobian, alpha) => {
        const weights = weightsBy('fairgrad', jacobian, { values: { alpha } });
        expectSolved(gramOf(jacobian), weights, 1 / alpha);
      }),
    );
  });

  it('with α = 1 is Nash-MTL unclipped', () => {
    fc.assert(
      fc.property(regularJacobians(), (jacobian) => {
        const bargain = weightsBy('nash', jacobian, { values: { maxNorm: 0 } });
        weightsBy('fairgrad', jacobian).forEach((weight, task) => expect(weight / at(bargain, task)).toBeCloseTo(1, 10));
      }),
    );
  });
});

describe('Aligned-MTL', () => {
  it('makes gradients of equal singular values: the directions of the single preferences are orthogonal and equally long', () => {
    fc.assert(
      fc.property(regularJacobians(), (jacobian) => {
        fc.pre(firstStep('aligned', jacobian).notes.length === 0);
        const unit = (task: number) => jacobian.map((_, other) => (other === task ? 1 : 0));
        const rows = jacobian.map((_, task) => directionBy('aligned', jacobian, { preference: unit(task) }));
        const gram = gramOf(rows);
        const level = at(gram[0] ?? [], 0);
        const size = Math.max(...jacobian.map((row) => inner(row, row)));
        fc.pre(level > 1e-6 * size);
        gram.forEach((row, index) => row.forEach((value, other) => expect(value / level).toBeCloseTo(index === other ? 1 : 0, 4)));
      }),
    );
  });

  it('leaves orthogonal gradients of equal length as they are, and says where there are dependent ones', () => {
    expect(distance(weightsBy('aligned', [[0, 2], [2, 0]], { preference: [0.3, 0.7] }), [0.3, 0.7])).toBeLessThan(1e-12);
    expect(firstStep('aligned', [[1, 1], [2, 2]]).notes).toEqual(['singular']);
  });
});

describe('ConFIG', () => {
  it('has the same cosine with every gradient, and is as long as the gradients reach along it', () => {
    fc.assert(
      fc.property(regularJacobians(1, 6), (jacobian) => {
        const direction = directionBy('config', jacobian);
        const length = lengthOf(direction);
        const reach = times(jacobian, direction).map((value) => value / length);
        const cosines = reach.map((value, task) => value / lengthOf(jacobian[task] ?? []));
        for (const cosine of cosines) expect(cosine).toBeCloseTo(at(cosines, 0), 8);
        expect(at(cosines, 0)).toBeGreaterThan(0);
        expect(sumOf(reach) / length).toBeCloseTo(1, 8);
      }),
    );
  });
});
