import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomKey } from '../../lib/random';
import type { BalancingMethod } from './balancing-method';
import { balancingMethod, balancingMethods, type BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import published from './fixtures/balancing.json';
import { lengthOfKept } from './kept-numbers';
import { at, inner, sumOf, type Matrix } from './solvers/matrix';
import { allIds, directionBy, directionFrom, distance, firstStep, gramOf, idOf, inputOf, jacobians, weightsBy } from './testing.test-helpers';

const J = [[-4, 1, 1], [6, 1, 1]];

/** Methods that draw weights, or the order in which they look at the tasks. */
const drawing: readonly BalancingId[] = ['rlw', 'pcgrad', 'gradvac'];

describe('published test values of the TorchJD library', () => {
  it.each(published.cases)('$method of $jacobian', ({ jacobian, method, weights, direction, params }) => {
    const output = firstStep(idOf(method), jacobian, { values: params ?? {} });
    if (weights !== undefined) expect(distance(weights, output.weights ?? [])).toBeLessThan(1e-4);
    expect(distance(direction, directionFrom(jacobian, output))).toBeLessThan(1e-4);
    expect(output.notes).toEqual([]);
  });

  it('are looked at for every method on the Gram matrix, except those that only change the matrix or need a past', () => {
    const covered = new Set(published.cases.map(({ method }) => method));
    const missing = allIds.filter((id) => balancingMethods[id].needs === 'gram' && !covered.has(id));
    expect(missing).toEqual(['gradnorm', 'mgda-ub']);
  });

  it('GradDrop: as drawn in their test, the second row alone where it is kept, or the first sign', () => {
    const seen = new Set(Array.from({ length: 20 }, (_, seed) => String(directionBy('graddrop', J, { random: randomKey(seed) }))));
    expect(seen).toEqual(new Set(['6,2,2', '-4,2,2']));
  });
});

/**
 * One method in every situation that could hurt it. Losses are no part of the hostility where a
 * method does not read them.
 */
describe.each(allIds.map((id) => ({ id })))('$id', ({ id }) => {
  const everything = (jacobian: Matrix) => {
    const { weights, direction, state, learnedGradient, value } = firstStep(id, jacobian);
    return [...(weights ?? []), ...(direction ?? []), ...state, ...learnedGradient, value ?? 0];
  };

  it('gives finite numbers, one weight per task, for any gradients, zero and dependent ones too', () => {
    fc.assert(
      fc.property(jacobians(1, 6), (jacobian) => {
        expect(everything(jacobian).every(Number.isFinite)).toBe(true);
        const { weights, direction } = firstStep(id, jacobian);
        if (weights === undefined) expect(direction?.length).toBe(jacobian[0]?.length);
        else expect(weights.length).toBe(jacobian.length);
      }),
    );
  });

  it('survives equal, opposite, zero and collinear gradients of ten tasks', () => {
    const cases: Matrix[] = [
      Array.from({ length: 10 }, () => [1, 2]),
      Array.from({ length: 10 }, (_, task) => [task % 2 === 0 ? 1 : -1, 0]),
      Array.from({ length: 10 }, () => [0, 0]),
      Array.from({ length: 10 }, (_, task) => [task, 2 * task]),
      [[0, 0], [1, 1], [-1, 1]],
    ];
    for (const jacobian of cases) expect(everything(jacobian).every(Number.isFinite)).toBe(true);
  });

  // The first step of ExcessMTL looks at the size of the gradients themselves: that is its rule.
  it.skipIf(id === 'excess').each([1e-12, 1e12])('turns no other way when all gradients are %d times as long', (factor) => {
    const jacobian = [[-4, 1, 1], [6, 1, 1], [1, -3, 0.5]];
    const scaled = jacobian.map((row) => row.map((value) => value * factor));
    const unit = (vector: readonly number[]) => vector.map((value) => value / Math.sqrt(inner(vector, vector)));
    expect(distance(unit(directionBy(id, jacobian)), unit(directionBy(id, scaled)))).toBeLessThan(1e-5);
  });

  it('keeps its head where scales differ by 1e24 between tasks', () => {
    const jacobian = [[1e-12, 2e-12, 0], [1e12, -1e12, 1e12], [1, 1, 1]];
    expect(everything(jacobian).every(Number.isFinite)).toBe(true);
  });

  // DWA's first weights are 1 whatever the losses. For uw and imtl-l it is the learned gradient
  // that is not finite.
  it.skipIf(balancingMethods[id].needs === 'nothing' || id === 'dwa').each([Number.NaN, Infinity])('hands on %d instead of hiding it or hanging', (bad) => {
    const { weights, direction, learnedGradient } = firstStep(id, [[bad, 1], [1, 2]], { losses: [Number.NaN, 1] });
    const numbers = [...(weights ?? direction ?? []), ...learnedGradient];
    expect(numbers.some((value) => !Number.isFinite(value))).toBe(true);
  });

  it.skipIf(drawing.includes(id))('is invariant under permuting the tasks', () => {
    const orders = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(jacobians(2, 5), orders, (jacobian, seed) => {
        const losses = jacobian.map((_, task) => 1 + task / 3);
        const order = [...losses.keys()].sort((a, b) => randomKey(seed, a) - randomKey(seed, b));
        const permute = <T>(values: readonly T[]) => order.flatMap((task) => values[task] ?? []);
        const permuted = order.map((task) => jacobian[task] ?? []);
        // Lengths below what squares of doubles hold are another matter: see the test of scales.
        fc.pre(gramOf(jacobian).every((row, task) => at(row, task) === 0 || at(row, task) > 1e-9));
        const before = directionBy(id, jacobian, { losses });
        const after = directionBy(id, permuted, { losses: permute(losses) });
        const size = Math.max(1, ...before.map(Math.abs), ...firstStep(id, jacobian, { losses }).weights?.map(Math.abs) ?? []);
        expect(distance(before, after)).toBeLessThan(2e-4 * size);
      }),
    );
  });

  it('with a single task goes along its gradient', () => {
    const direction = directionBy(id, [[3, -4]], { losses: [2] });
    expect(at(direction, 0)).toBeGreaterThan(0);
    expect(at(direction, 1) / at(direction, 0)).toBeCloseTo(-4 / 3, 6);
  });

  it('keeps a state of numbers that JSON can hold, always of the length that it says', () => {
    const { balance, postUpdate } = balancingRule(id);
    let input = inputOf(id, J);
    for (let step = 0; step < 12; step += 1) {
      const output = balance({ ...input, step, epoch: step, losses: [1 / (step + 1), 2] });
      expect(JSON.parse(JSON.stringify(output.state))).toEqual(output.state);
      expect(output.state).toHaveLength(lengthOfKept(balancingMethod(id).keeps, J.length));
      const after = postUpdate?.({ lossesBefore: [1, 2], lossesAfter: [0.9, 2], values: {}, state: output.state });
      input = { ...input, state: after ?? output.state, memory: output.memory ?? input.memory };
    }
  });
});

it('a method sees the last shared layer, or the representation, in the way in which a step goes through the network for it', () => {
  const scaling = (of: BalancingMethod['gramOf']) => allIds.map(balancingMethod).filter(({ gramOf: own }) => own === of).map(({ scalesTaskSpecific }) => scalesTaskSpecific);
  expect(new Set(scaling('last-shared'))).toEqual(new Set([true]));
  expect(new Set(scaling('representation'))).toEqual(new Set([false]));
});

it('the methods that say so, and no others, look at the batch again after the update', () => {
  const looking = allIds.filter((id) => balancingMethod(id).looksAgain === true);
  expect(looking).toEqual(allIds.filter((id) => balancingRule(id).postUpdate !== undefined));
});

describe('static weights', () => {
  it('are what was set: sum and mean of the gradients', () => {
    expect(directionBy('static', J, { preference: [1, 1] })).toEqual([2, 2, 2]);
    expect(directionBy('static', J, { preference: [0.5, 0.5] })).toEqual([1, 1, 1]);
  });
});

describe('random loss weighting', () => {
  it('adds up to 1, is drawn anew from its key, and favours no task in the long run', () => {
    const draws = Array.from({ length: 4000 }, (_, seed) => weightsBy('rlw', [[1], [1], [1]], { random: randomKey(seed) }));
    for (const weights of draws.slice(0, 20)) expect(sumOf(weights)).toBeCloseTo(1, 12);
    expect(draws[0]).toEqual(weightsBy('rlw', [[1], [1], [1]], { random: randomKey(0) }));
    expect(draws[0]).not.toEqual(draws[1]);
    for (const task of [0, 1, 2]) expect(sumOf(draws.map((weights) => at(weights, task))) / draws.length).toBeCloseTo(1 / 3, 1);
  });
});
