import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomKey } from '../../lib/random';
import type { BalancingInput } from './balancing-method';
import { balancingMethods, type BalancingId } from './balancing-methods';
import published from './fixtures/balancing.json';

type Matrix = readonly (readonly number[])[];

function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
}

function gramOf(jacobian: Matrix): Matrix {
  return jacobian.map((row) => jacobian.map((other) => inner(row, other)));
}

/** Σ c_i g_i. */
function directionOf(jacobian: Matrix, weights: readonly number[]): number[] {
  return (jacobian[0] ?? []).map((_, column) => inner(weights, jacobian.map((row) => row[column] ?? Number.NaN)));
}

function inputOf(tasks: number, given: Partial<BalancingInput> = {}): BalancingInput {
  return {
    losses: Array.from({ length: tasks }, () => 1),
    gram: [],
    preference: Array.from({ length: tasks }, () => 1),
    values: {},
    state: [],
    learned: [],
    step: 0,
    random: randomKey(1),
    ...given,
  };
}

function isKnown(method: string): method is BalancingId {
  return Object.hasOwn(balancingMethods, method);
}

const entries = fc.double({ min: -10, max: 10, noNaN: true });
const jacobians = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }))
  .chain(([tasks, width]) => {
    const row = fc.array(entries, { minLength: width, maxLength: width });
    return fc.array(row, { minLength: tasks, maxLength: tasks });
  });

describe('published test values of the TorchJD library', () => {
  const cases = published.cases.filter(({ method }) => isKnown(method));

  it.each(cases)('$method of $jacobian', ({ jacobian, method, weights, direction }) => {
    if (!isKnown(method)) throw new Error('filtered above');
    const result = balancingMethods[method].balance(inputOf(jacobian.length, { gram: gramOf(jacobian) }));
    weights?.forEach((weight, task) => expect(Math.abs((result.weights[task] ?? Number.NaN) - weight)).toBeLessThan(1e-4));
    directionOf(jacobian, result.weights).forEach((value, index) =>
      expect(Math.abs(value - (direction[index] ?? Number.NaN))).toBeLessThan(1e-4),
    );
  });

  it('are looked at for every gradient method that there is', () => {
    const covered = new Set(cases.map(({ method }) => method));
    const known = Object.entries(balancingMethods).filter(([, method]) => method.needs === 'gram');
    expect(known.filter(([id]) => !covered.has(id))).toEqual([]);
  });
});

describe('static weights', () => {
  it('are what was set: sum and mean of the gradients', () => {
    const jacobian = [[-4, 1, 1], [6, 1, 1]];
    const directionFor = (preference: number[]) =>
      directionOf(jacobian, balancingMethods.static.balance(inputOf(2, { preference })).weights);
    expect(directionFor([1, 1])).toEqual([2, 2, 2]);
    expect(directionFor([0.5, 0.5])).toEqual([1, 1, 1]);
  });
});

describe('uncertainty weighting', () => {
  const { uw } = balancingMethods;

  it('is 3.5 on losses 1, 2, 4 at s = 0, with weights of one half', () => {
    const learned = uw.initialLearned(3);
    const result = uw.balance(inputOf(3, { losses: [1, 2, 4], learned }));
    expect(result.value).toBe(3.5);
    expect(result.weights).toEqual([0.5, 0.5, 0.5]);
  });

  it('has the derivatives of its value: by the losses as weights, by s as the learned gradient', () => {
    const numbers = fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(numbers, numbers, (losses, shifted) => {
        const learned = shifted.map((value) => value - 1.5);
        const result = uw.balance(inputOf(4, { losses, learned }));
        const valueAt = (input: Partial<BalancingInput>) =>
          uw.balance(inputOf(4, { losses, learned, ...input })).value ?? Number.NaN;
        const slope = (of: (by: number) => Partial<BalancingInput>) => (valueAt(of(1e-4)) - valueAt(of(-1e-4))) / 2e-4;
        const nudged = (values: readonly number[], place: number, by: number) =>
          values.map((value, index) => (index === place ? value + by : value));
        for (const task of losses.keys()) {
          const byLoss = slope((by) => ({ losses: nudged(losses, task, by) }));
          const byS = slope((by) => ({ learned: nudged(learned, task, by) }));
          expect(result.weights[task]).toBeCloseTo(byLoss, 5);
          expect(result.learnedGradient[task]).toBeCloseTo(byS, 5);
        }
      }),
    );
  });

  it('comes to rest at s = ln L when the losses stay', () => {
    const losses = [0.2, 1, 5];
    let learned = uw.initialLearned(3);
    for (let step = 0; step < 2000; step += 1) {
      const { learnedGradient } = uw.balance(inputOf(3, { losses, learned }));
      learned = learned.map((value, task) => value - 0.05 * (learnedGradient[task] ?? Number.NaN));
    }
    losses.forEach((loss, task) => expect(learned[task]).toBeCloseTo(Math.log(loss), 6));
  });
});

describe('PCGrad', () => {
  const { pcgrad } = balancingMethods;
  const weightsOf = (jacobian: Matrix, seed = 1) =>
    pcgrad.balance(inputOf(jacobian.length, { gram: gramOf(jacobian), random: randomKey(seed) })).weights;

  it('gives coefficients whose sum of gradients is what projecting the vectors themselves gives', () => {
    // With two tasks there is but one order, so the vectors can be projected by hand.
    const pairs = jacobians.filter((jacobian) => jacobian.length === 2);
    fc.assert(
      fc.property(pairs, (jacobian) => {
        const [first = [], second = []] = jacobian;
        const dot = inner(first, second);
        const projected = (g: readonly number[], other: readonly number[]) => {
          const squared = inner(other, other);
          return g.map((value, index) => (dot < 0 && squared > 0 ? value - (dot / squared) * (other[index] ?? 0) : value));
        };
        const [a, b] = [projected(first, second), projected(second, first)];
        const scale = 1e-9 * (1 + inner(first, first) + inner(second, second));
        // Vectors that all but vanish make the quotient meaningless in any arithmetic.
        fc.pre([first, second].every((g) => inner(g, g) === 0 || inner(g, g) > 1e-6));
        directionOf(jacobian, weightsOf(jacobian)).forEach((value, index) =>
          expect(Math.abs(value - (a[index] ?? 0) - (b[index] ?? 0))).toBeLessThan(scale),
        );
      }),
    );
  });

  it('is the plain sum without conflict, whatever the order', () => {
    fc.assert(
      fc.property(jacobians, fc.nat(), (jacobian, seed) => {
        const agreeing = jacobian.map((row) => row.map(Math.abs));
        expect(weightsOf(agreeing, seed)).toEqual(agreeing.map(() => 1));
      }),
    );
  });

  it('draws the order anew from its key, and gives finite weights for any gradients', () => {
    const jacobian = [[1, 0], [-1, 0.2], [-0.5, -1]];
    expect(weightsOf(jacobian, 3)).toEqual(weightsOf(jacobian, 3));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => String(weightsOf(jacobian, seed)))).size).toBeGreaterThan(1);
    const zeros = jacobian.map((row) => row.map(() => 0));
    expect(weightsOf(zeros)).toEqual([1, 1, 1]);
    fc.assert(
      fc.property(jacobians, (any) => {
        for (const weight of weightsOf(any)) expect(Number.isFinite(weight)).toBe(true);
      }),
    );
  });
});
