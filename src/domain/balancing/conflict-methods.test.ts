import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomKey, randomNormal, type RandomKey } from '../../lib/random';
import type { BalancingId } from './balancing-methods';
import { shortLengths } from './rounding';
import { at, inner, sumOf, times, type Matrix } from './solvers/matrix';
import { directionBy, directionOf, distance, firstStep, gramOf, jacobians, lengthOf, regularJacobians, weightsBy } from './testing.test-helpers';

function worstConflict(jacobian: Matrix, direction: readonly number[]): number {
  const trace = sumOf(jacobian.map((row) => inner(row, row)));
  return trace === 0 ? 0 : Math.min(...times(jacobian, direction)) / trace;
}

/** Every point of the simplex on a grid, and how its sides are divided. */
function gridOf(tasks: number, parts: number): number[][] {
  if (tasks === 1) return [[parts]];
  return Array.from({ length: parts + 1 }, (_, first) => gridOf(tasks - 1, parts - first).map((rest) => [first, ...rest])).flat();
}

/** [tasks][width] independent, standard normal entries. */
function normalJacobian(tasks: number, width: number, key: RandomKey): Matrix {
  return Array.from({ length: tasks }, (_, task) => Array.from({ length: width }, (__, column) => randomNormal(key, task * width + column)));
}

describe('no conflict with any task', () => {
  const never: { id: BalancingId; values: Record<string, number> }[] = [
    { id: 'mgda', values: {} },
    { id: 'upgrad', values: {} },
    { id: 'dualproj', values: {} },
    { id: 'cagrad', values: { c: 1 } },
    { id: 'cagrad', values: { c: 2 } },
  ];

  /** No task is harmed by more than 1e-4 tr G, nor by more than `allowed` tr G. */
  function expectNoHarm(id: BalancingId, jacobian: Matrix, values: Record<string, number>, allowed = 1e-4): void {
    const { weights = [], notes } = firstStep(id, jacobian, { values });
    expect(worstConflict(jacobian, directionOf(jacobian, weights))).toBeGreaterThan(-allowed * (1 + 1e-6));
    expect(notes).not.toContain('not-converged');
  }

  it.each(never)('$id $values, for any gradients', ({ id, values }) => {
    fc.assert(fc.property(jacobians(), (jacobian) => expectNoHarm(id, jacobian, values)), { numRuns: 500 });
  });

  // More tasks than parameters: gradients that nearly depend on each other, whose projections have
  // weights far above 1.
  it.each(never)('$id $values, for normally distributed gradients in few dimensions', ({ id, values }) => {
    for (const [tasks, width] of [[2, 2], [3, 2], [5, 3], [8, 7], [10, 4]] as const) {
      for (let trial = 0; trial < 100; trial += 1) expectNoHarm(id, normalJacobian(tasks, width, randomKey(tasks, width, trial)), values);
    }
  });

  it.each(['upgrad', 'dualproj'] as const)('%s harms none by more than eps tr G, whatever eps', (id) => {
    fc.assert(
      fc.property(jacobians(), fc.constantFrom(1e-6, 1e-3, 0.01, 0.1), (jacobian, eps) => expectNoHarm(id, jacobian, { eps }, eps)),
      { numRuns: 300 },
    );
  });
});

describe('MGDA', () => {
  it('with two tasks is the formula of the paper', () => {
    fc.assert(
      fc.property(regularJacobians(2, 2), (jacobian) => {
        const [[g11 = 0, g12 = 0] = [], [, g22 = 0] = []] = gramOf(jacobian);
        const first = Math.min(1, Math.max(0, (g22 - g12) / (g11 + g22 - 2 * g12)));
        expect(distance(weightsBy('mgda', jacobian), [first, 1 - first])).toBeLessThan(1e-9);
      }),
    );
  });

  it('is no longer than any other vector of the hull, for three to six tasks', () => {
    fc.assert(
      fc.property(jacobians(3, 6), (jacobian) => {
        const length = lengthOf(directionBy('mgda', jacobian));
        const size = Math.max(...jacobian.map(lengthOf));
        const parts = 5;
        for (const point of gridOf(jacobian.length, parts)) {
          const other = directionOf(jacobian, point.map((value) => value / parts));
          expect(length).toBeLessThan(lengthOf(other) + 1e-5 * size + 1e-12);
        }
      }),
    );
  });

  it('normalised is MGDA of the gradients divided by their norm, loss or both', () => {
    const jacobian = [[3, 4], [-1, 0.5], [0.1, 0.3]];
    const losses = [2, 0.5, 3];
    const cases = {
      norm: jacobian.map(lengthOf),
      loss: losses,
      both: jacobian.map((row, task) => lengthOf(row) * at(losses, task)),
    };
    for (const [normalise, divisors] of Object.entries(cases)) {
      const divided = jacobian.map((row, task) => row.map((value) => value / at(divisors, task)));
      const direction = directionBy('mgda', jacobian, { losses, values: { normalise } });
      expect(distance(direction, directionBy('mgda', divided))).toBeLessThan(1e-10);
      expect(distance(direction, directionBy('mgda', jacobian))).toBeGreaterThan(1e-3);
    }
  });

  it('halts on a zero gradient and says so', () => {
    const { weights, notes } = firstStep('mgda', [[0, 0], [1, 2]]);
    expect([weights, notes]).toEqual([[1, 0], ['dead-gradient']]);
    expect(firstStep('mgda', [[0, 0], [1, 2]], { losses: [1e-5, 1] }).notes).toEqual(['zero-gradient']);
  });
});

describe('PCGrad', () => {
  const weightsOf = (jacobian: Matrix, seed = 1) => weightsBy('pcgrad', jacobian, { random: randomKey(seed) });

  it('gives coefficients whose sum of gradients is what projecting the vectors themselves gives', () => {
    // With two tasks there is but one order, so the vectors can be projected by hand.
    fc.assert(
      fc.property(jacobians(2, 2), (jacobian) => {
        const [first = [], second = []] = jacobian;
        const dot = inner(first, second);
        const projected = (g: readonly number[], other: readonly number[]) => {
          const squared = inner(other, other);
          return g.map((value, index) => (dot < 0 && squared > 0 ? value - (dot / squared) * at(other, index) : value));
        };
        const [a, b] = [projected(first, second), projected(second, first)];
        const scale = 1e-9 * (1 + inner(first, first) + inner(second, second));
        // Vectors that all but vanish make the quotient meaningless in any arithmetic.
        fc.pre([first, second].every((g) => inner(g, g) === 0 || inner(g, g) > 1e-6));
        const expected = a.map((value, index) => value + at(b, index));
        expect(distance(directionOf(jacobian, weightsOf(jacobian)), expected)).toBeLessThan(scale);
      }),
    );
  });

  it('is the plain sum without conflict, whatever the order', () => {
    fc.assert(
      fc.property(jacobians(), fc.nat(), (jacobian, seed) => {
        const agreeing = jacobian.map((row) => row.map(Math.abs));
        expect(weightsOf(agreeing, seed)).toEqual(agreeing.map(() => 1));
      }),
    );
  });

  it('draws the order anew from its key', () => {
    const jacobian = [[1, 0], [-1, 0.2], [-0.5, -1]];
    expect(weightsOf(jacobian, 3)).toEqual(weightsOf(jacobian, 3));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => String(weightsOf(jacobian, seed)))).size).toBeGreaterThan(1);
  });
});

describe('UPGrad at eps = 0', () => {
  const values = { eps: 0 };

  it('is half of PCGrad for two tasks', () => {
    fc.assert(
      fc.property(regularJacobians(2, 2), (jacobian) => {
        const half = weightsBy('pcgrad', jacobian).map((weight) => weight / 2);
        const weights = weightsBy('upgrad', jacobian, { values });
        half.forEach((weight, task) => expect(at(weights, task) / weight).toBeCloseTo(1, 8));
      }),
    );
  });

  it('is linear under scaling of a row', () => {
    const factor = fc.double({ min: -3, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(regularJacobians(), factor, factor, fc.nat(5), (jacobian, one, other, place) => {
        const row = place % jacobian.length;
        const by = (factor: number) =>
          directionBy('upgrad', jacobian.map((values, task) => (task === row ? values.map((value) => value * factor) : values)), { values });
        // Not down to where the row would count as zero: f(a) + f(b) = f(a/2) + f(a/2 + b).
        fc.pre(shortLengths(jacobian.map((values, task) => lengthOf(values) * (task === row ? Math.min(one / 2, other) : 1))).every((zero) => !zero));
        const [first, second, third, fourth] = [by(one), by(other), by(one / 2), by(one / 2 + other)];
        const size = Math.max(...[first, second, third, fourth].map(lengthOf));
        const left = first.map((value, index) => value + at(second, index));
        const right = third.map((value, index) => value + at(fourth, index));
        expect(distance(left, right)).toBeLessThan(1e-6 * size);
      }),
    );
  });
});

describe('DualProj', () => {
  it('is the mean where that conflicts with none, else the nearest direction without conflict', () => {
    fc.assert(
      fc.property(regularJacobians(), fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }), (jacobian, moves) => {
        const mean = directionOf(jacobian, jacobian.map(() => 1 / jacobian.length));
        const direction = directionBy('dualproj', jacobian, { values: { eps: 0 } });
        const size = Math.max(...jacobian.map(lengthOf));
        const far = lengthOf(direction.map((value, index) => value - at(mean, index)));
        if (worstConflict(jacobian, mean) >= 0) expect(far).toBeLessThan(1e-9 * size);
        // No direction without conflict that random moves lead to is nearer to the mean.
        const other = direction.map((value, index) => value + 0.1 * size * at(moves, index));
        if (worstConflict(jacobian, other) >= 0) {
          expect(lengthOf(other.map((value, index) => value - at(mean, index)))).toBeGreaterThan(far - 1e-8 * size);
        }
      }),
    );
  });
});

describe('CAGrad', () => {
  it('with c = 0 is the mean', () => {
    fc.assert(
      fc.property(jacobians(), (jacobian) => {
        const mean = directionOf(jacobian, jacobian.map(() => 1 / jacobian.length));
        expect(distance(directionBy('cagrad', jacobian, { values: { c: 0 } }), mean)).toBeLessThan(1e-9);
      }),
    );
  });

  it('stays in its ball, and no point of the ball is better for the task that gains least', () => {
    const radii = fc.constantFrom(0.1, 0.4, 0.9, 1.5);
    const moves = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(regularJacobians(), radii, fc.array(moves, { minLength: 20, maxLength: 20 }), (jacobian, c, all) => {
        const mean = directionOf(jacobian, jacobian.map(() => 1 / jacobian.length));
        const radius = c * lengthOf(mean);
        const direction = directionBy('cagrad', jacobian, { values: { c } });
        const away = (vector: readonly number[]) => lengthOf(vector.map((value, index) => value - at(mean, index)));
        expect(away(direction)).toBeLessThan(radius * (1 + 1e-6));
        const size = lengthOf(mean) * Math.max(...jacobian.map(lengthOf));
        const least = Math.min(...times(jacobian, direction));
        for (const move of all) {
          for (const step of [0.01, 0.3]) {
            const moved = direction.map((value, index) => value + step * radius * at(move, index));
            const shrink = Math.min(1, radius / away(moved));
            const inside = moved.map((value, index) => at(mean, index) + shrink * (value - at(mean, index)));
            expect(Math.min(...times(jacobian, inside))).toBeLessThan(least + 1e-6 * size);
          }
        }
      }),
    );
  });

  it('takes no direction for zero that is only short beside the longest gradient', () => {
    // The last gradient asks for (0, 1), and d is the mean with ½ ‖g₀‖ of that added.
    const jacobian = [[1000, 0], [0.01, 0.01], [0, 0.02]];
    const mean = directionOf(jacobian, [1 / 3, 1 / 3, 1 / 3]);
    const expected = [at(mean, 0), at(mean, 1) + lengthOf(mean) / 2];
    expect(distance(directionBy('cagrad', jacobian), expected)).toBeLessThan(1e-6 * lengthOf(mean));
  });

  it('is the best of the ball for dependent gradients of very different lengths in the plane', () => {
    const gradient = fc.tuple(fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }));
    fc.assert(
      fc.property(fc.array(gradient, { minLength: 3, maxLength: 4 }), (gradients) => {
        const jacobian = gradients.map(([angle, exponent]) => [Math.cos(angle) * 10 ** exponent, Math.sin(angle) * 10 ** exponent]);
        const mean = directionOf(jacobian, jacobian.map(() => 1 / jacobian.length));
        const radius = lengthOf(mean) / 2;
        const shortest = Math.min(...jacobian.map(lengthOf));
        const least = Math.min(...times(jacobian, directionBy('cagrad', jacobian)));
        for (let turn = 0; turn < 360; turn += 1) {
          for (const share of [0.3, 1]) {
            const other = [at(mean, 0) + share * radius * Math.cos(turn / 57.3), at(mean, 1) + share * radius * Math.sin(turn / 57.3)];
            expect(Math.min(...times(jacobian, other))).toBeLessThan(least + 1e-3 * shortest * lengthOf(mean));
          }
        }
      }),
    );
  });

  it('takes the direction without conflict nearest to the mean where gradients cancel, and says so', () => {
    const jacobian = [[1, 0], [-1, 0], [0, 3]];
    const { weights, notes } = firstStep('cagrad', jacobian);
    expect(notes).toEqual(['singular']);
    expect(distance(directionOf(jacobian, weights ?? []), [0, 1])).toBeLessThan(1e-9);
  });
});

describe('GradDrop', () => {
  it('is the plain sum where all signs agree, and with a leak of 1', () => {
    fc.assert(
      fc.property(jacobians(1, 5), (jacobian) => {
        const rows = jacobian.map((row) => row.map(Math.fround));
        const agreeing = rows.map((row) => row.map(Math.abs));
        const sum = (of: Matrix) => directionOf(of, of.map(() => 1));
        expect(distance(directionBy('graddrop', agreeing), sum(agreeing))).toBeLessThan(1e-4);
        expect(distance(directionBy('graddrop', rows, { values: { leak: 1 } }), sum(rows))).toBeLessThan(1e-4);
      }),
    );
  });

  it('keeps a sign as often as its share of the absolute values', () => {
    // 20,000 entries of 3 and −1 each: the positive sign is drawn with P = 3/4.
    const width = 20_000;
    const direction = directionBy('graddrop', [Array.from({ length: width }, () => 3), Array.from({ length: width }, () => -1)]);
    expect(new Set(direction)).toEqual(new Set([3, -1]));
    expect(direction.filter((value) => value === 3).length / width).toBeCloseTo(0.75, 1.8);
  });
});
