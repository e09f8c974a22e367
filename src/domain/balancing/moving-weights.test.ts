import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import { at, sumOf, type Matrix } from './solvers/matrix';
import { distance, inputOf, lengthOf } from './testing.test-helpers';

const LEAST = 1e-3;

/**
 * The nearest point with a sum of `sum` and no entry below 1e-3, by halving the amount that all
 * entries fall by.
 */
function nearest(vector: readonly number[], sum: number): number[] {
  const fallen = (amount: number) => vector.map((value) => Math.max(LEAST, value - amount));
  let [low, high] = [-1e6, 1e6];
  for (let round = 0; round < 200; round += 1) {
    const middle = (low + high) / 2;
    if (sumOf(fallen(middle)) > sum) low = middle;
    else high = middle;
  }
  return fallen(low);
}

/** The weights of each of some steps, every one with gradients and losses of its own. */
function weightsOver(id: BalancingId, steps: readonly { readonly jacobian: Matrix; readonly losses: readonly number[] }[], values = {}): (readonly number[])[] {
  const { balance } = balancingRule(id);
  let input = inputOf(id, steps[0]?.jacobian ?? []);
  return steps.map(({ jacobian, losses }, step) => {
    const { state, memory } = input;
    const output = balance({ ...inputOf(id, jacobian, { losses, values }), state, memory, step });
    input = { ...input, state: output.state, memory: output.memory ?? memory };
    return output.weights ?? [];
  });
}

const courses = fc.integer({ min: 2, max: 5 }).chain((tasks) => {
  const lengths = fc.array(fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power), { minLength: tasks, maxLength: tasks });
  const losses = fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: tasks, maxLength: tasks });
  return fc.array(fc.record({ lengths, losses }), { minLength: 4, maxLength: 12 });
});

const orthogonal = (lengths: readonly number[]): Matrix => lengths.map((length, task) => lengths.map((_, other) => (other === task ? length : 0)));

describe('GradNorm', () => {
  it('moves by its rate times ‖g‖ over the mean ‖g‖, and then to the nearest weights with a sum of K and none below 1e-3', () => {
    fc.assert(
      fc.property(courses, fc.double({ min: 1e-3, max: 1, noNaN: true }), (course, rate) => {
        const found = weightsOver('gradnorm', course.map(({ lengths, losses }) => ({ jacobian: orthogonal(lengths), losses })), { rate });
        const first = course[0]?.losses ?? [];
        const tasks = first.length;
        const mean = (values: readonly number[]) => sumOf(values) / tasks;
        let weights = first.map(() => 1);
        for (const [step, { lengths, losses }] of course.entries()) {
          expect(distance(found[step] ?? [], weights)).toBeLessThan(1e-8);
          const progress = losses.map((loss, task) => loss / at(first, task));
          const goal = mean(lengths.map((length, task) => length * at(weights, task)));
          const excess = lengths.map((length, task) => length * at(weights, task) - goal * (at(progress, task) / mean(progress)) ** 1.5);
          // Where the sign hangs on rounding, either is right.
          fc.pre(excess.every((value, task) => Math.abs(value) > 1e-9 * at(lengths, task) * at(weights, task)));
          weights = nearest(weights.map((weight, task) => weight - (rate * Math.sign(at(excess, task)) * at(lengths, task)) / mean(lengths)), tasks);
        }
      }),
    );
  });

  it('keeps every weight at 1e-3 or more and the sum at K, whatever the gradients and the rate', () => {
    fc.assert(
      fc.property(courses, fc.double({ min: 1e-3, max: 1, noNaN: true }), (course, rate) => {
        const all = weightsOver('gradnorm', course.map(({ lengths, losses }) => ({ jacobian: orthogonal(lengths), losses })), { rate });
        for (const weights of all) {
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(LEAST * (1 - 1e-12));
          expect(sumOf(weights)).toBeCloseTo(weights.length, 9);
        }
      }),
    );
  });

  it('stays as it is where the gradients are equally long and the losses fall alike', () => {
    // Three times .1 is not .3 in double precision, and its sign would move the weights for ever.
    const same = Array.from({ length: 20 }, () => ({ jacobian: orthogonal([0.1, 0.1, 0.1]), losses: [1, 1, 1] }));
    expect(weightsOver('gradnorm', same).at(-1)).toEqual([1, 1, 1]);
  });

  it('leaves the weight of a dead task as it is, and balances the others among themselves', () => {
    const steps = Array.from({ length: 200 }, () => ({ jacobian: [[4, 0, 0], [0, 1, 0], [0, 0, 0]], losses: [1, 1, 1] }));
    const last = weightsOver('gradnorm', steps).at(-1) ?? [];
    expect(last[2]).toBe(1);
    expect(sumOf(last)).toBeCloseTo(3, 9);
    // w₁ · 4 = w₂ · 1 at w = .4, 1.6, within the length of a step.
    expect(Math.abs(at(last, 0) - 0.4)).toBeLessThan(0.05);
  });
});

describe('ExcessMTL', () => {
  const first = [[1000, 0], [0, 1]];

  it('leaves the weights equal in its first step, however long the gradients are, and goes by the change since', () => {
    const [one, two] = weightsOver('excess', [{ jacobian: first, losses: [1, 1] }, { jacobian: [[1000, 0], [0, 2]], losses: [1, 1] }]);
    expect(one).toEqual([0.5, 0.5]);
    // ê₀ = 1000 and 1; ê = 1000²/√(2·1000²) and 4/√5; each weight times exp(.01 ê/ê₀).
    const grown = [Math.SQRT1_2, 4 / Math.sqrt(5)].map((ratio) => Math.exp(0.01 * ratio));
    expect(distance(two ?? [], grown.map((value) => value / sumOf(grown)))).toBeLessThan(1e-8);
  });

  it('counts a task that had no gradient so far as standing where it began', () => {
    const dead = { jacobian: [[1, 0], [0, 0]], losses: [1, 1] };
    const [, second, third] = weightsOver('excess', [dead, { jacobian: [[1, 0], [0, 5]], losses: [1, 1] }, { jacobian: [[1, 0], [0, 5]], losses: [1, 1] }]);
    expect(Math.abs(at(second ?? [], 1) - 0.5)).toBeLessThan(0.002);
    expect(lengthOf(third ?? [])).toBeGreaterThan(0);
  });

  it('does not leave single precision with gradients of 1e25 or 1e-25', () => {
    for (const scale of [1e25, 1e-25]) {
      const scaled = { jacobian: [[3 * scale, 0], [0, scale]], losses: [1, 1] };
      const all = weightsOver('excess', [scaled, scaled, scaled]);
      for (const weights of all) expect(distance(weights, [0.5, 0.5])).toBeLessThan(1e-6);
    }
  });
});
