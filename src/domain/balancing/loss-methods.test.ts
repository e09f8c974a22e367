import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beforeFirstStep, type BalancingOutput } from './balancing-method';
import { balancingMethod, type BalancingId } from './balancing-methods';
import { balancingRule } from './balancing-rules';
import { at, sumOf } from './solvers/matrix';
import { distance, firstStep } from './testing.test-helpers';

type Given = Parameters<typeof firstStep>[2];

/** A method's first step on losses alone. */
function weigh(id: BalancingId, losses: readonly number[], given: Given = {}): BalancingOutput {
  return firstStep(id, losses.map(() => []), { losses, gram: [], jacobian: [], ...given });
}

/** Step by step through losses, each entry one step and one epoch. */
function sequence(id: BalancingId, all: readonly (readonly number[])[], values: Given = {}): BalancingOutput[] {
  let { state } = beforeFirstStep(balancingMethod(id), all[0]?.length ?? 0);
  return all.map((losses, step) => {
    const output = weigh(id, losses, { ...values, state, step, epoch: step });
    ({ state } = output);
    return output;
  });
}

const positive = fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 });

describe('values on given losses', () => {
  it('gls, uw, imtl-l', () => {
    expect(weigh('gls', [1, 2, 4]).value).toBeCloseTo(2, 12);
    expect(weigh('uw', [1, 2, 4]).value).toBe(3.5);
    expect(weigh('uw', [1, 2, 4]).weights).toEqual([0.5, 0.5, 0.5]);
    expect(weigh('imtl-l', [1, 2, 4]).value).toBe(7);
  });

  it('famo and its gradient', () => {
    const { value, weights = [] } = weigh('famo', [1, 2]);
    expect(value).toBeCloseTo(0.462098, 6);
    expect(distance(weights, [2 / 3, 1 / 3])).toBeLessThan(1e-12);
  });

  it('smooth Tchebycheff of two tasks that are at their nadir', () => {
    expect(weigh('stch', [1, 1], { values: { warmup: 0 } }).value).toBeCloseTo(2 * Math.LN2, 12);
    const last = sequence('stch', Array.from({ length: 5 }, () => [3, 0.2])).at(-1);
    expect(last?.value).toBeCloseTo(2 * Math.LN2, 12);
    expect(distance(last?.weights ?? [], [1 / 3, 5])).toBeLessThan(1e-12);
  });

  it('dynamic weight averaging after two epochs', () => {
    const [first, second, third] = sequence('dwa', [[1, 1], [1, 4], [3, 5]]);
    expect([first?.weights, second?.weights]).toEqual([[1, 1], [1, 1]]);
    expect(distance(third?.weights ?? [], [0.364851, 1.635149])).toBeLessThan(1e-6);
  });
});

describe('weights are the derivatives of the value by the losses', () => {
  const methods: { id: BalancingId; given: Given }[] = [
    { id: 'uw', given: { learned: [0.3, -1, 0, 2] } },
    { id: 'imtl-l', given: { learned: [0.3, -1, 0, 2] } },
    { id: 'gls', given: {} },
    { id: 'stch', given: {} },
    { id: 'stch', given: { epoch: 9, values: { mu: 0.5, warmup: 2 }, state: [2, 2, 2, 2, 1, 2, 3, 4] } },
  ];

  it.each(methods)('$id $given', ({ id, given }) => {
    fc.assert(
      fc.property(positive, (losses) => {
        const { weights = [] } = weigh(id, losses, given);
        losses.forEach((loss, task) => {
          const step = 1e-5 * loss;
          const valueAt = (by: number) => weigh(id, losses.map((value, other) => (other === task ? value + by : value)), given).value ?? Number.NaN;
          const slope = (valueAt(step) - valueAt(-step)) / (2 * step);
          expect(Math.abs(at(weights, task) / slope - 1)).toBeLessThan(1e-4);
        });
      }),
    );
  });

  it('famo too, its normaliser being held', () => {
    const state = [3, 3, 3, 3, 0.5, -0.2, 0, 0.1, ...Array.from({ length: 8 }, () => 0)];
    fc.assert(
      fc.property(positive, (losses) => {
        const { weights = [] } = weigh('famo', losses, { state });
        const logits = state.slice(4, 8).map(Math.exp);
        const raw = losses.map((loss, task) => at(logits, task) / loss);
        expect(distance(weights, raw.map((value) => value / sumOf(raw)))).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('learned scales', () => {
  const learnedBy = (id: BalancingId, losses: readonly number[], rate: number) => {
    let { learned } = beforeFirstStep(balancingMethod(id), losses.length);
    for (let step = 0; step < 4000; step += 1) {
      const { learnedGradient } = weigh(id, losses, { learned });
      learned = learned.map((value, task) => value - rate * at(learnedGradient, task));
    }
    return learned;
  };

  it.each(['uw', 'imtl-l'] as const)('%s: the learned gradient is the derivative by s', (id) => {
    const logarithms = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(positive, logarithms, (losses, learned) => {
        const { learnedGradient } = weigh(id, losses, { learned });
        learned.forEach((_, task) => {
          const valueAt = (by: number) =>
            weigh(id, losses, { learned: learned.map((value, other) => (other === task ? value + by : value)) }).value ?? Number.NaN;
          expect(at(learnedGradient, task)).toBeCloseTo((valueAt(1e-5) - valueAt(-1e-5)) / 2e-5, 4);
        });
      }),
    );
  });

  it('uncertainty weighting comes to rest at s = ln L when the losses stay, IMTL-L at −ln L', () => {
    const losses = [0.2, 1, 5];
    const logarithms = losses.map(Math.log);
    expect(distance(learnedBy('uw', losses, 0.05), logarithms)).toBeLessThan(1e-6);
    expect(distance(learnedBy('imtl-l', losses, 0.05), logarithms.map((value) => -value))).toBeLessThan(1e-6);
  });

  it('imtl-l(s) = 2 uw(−s)', () => {
    fc.assert(
      fc.property(positive, positive, (losses, learned) => {
        const twice = 2 * (weigh('uw', losses, { learned: learned.map((value) => -value) }).value ?? Number.NaN);
        expect((weigh('imtl-l', losses, { learned }).value ?? Number.NaN) / twice).toBeCloseTo(1, 10);
      }),
    );
  });
});

describe('losses of batches that are answered rightly', () => {
  it('gls and famo: such a task stands aside, and the rule holds for the others', () => {
    expect(weigh('gls', [1e-6, 1, 4])).toMatchObject({ value: 2, weights: [0, 1, 0.25] });
    expect(distance(weigh('famo', [1e-6, 1, 4]).weights ?? [], [0, 0.8, 0.2])).toBeLessThan(1e-12);
    expect(weigh('gls', [0, 0.5])).toMatchObject({ value: 0.5, weights: [0, 1] });
    expect(weigh('famo', [0, 0.5]).weights).toEqual([0, 1]);
  });

  it('gls and famo: from a thousandth on, the rule is exact', () => {
    expect(weigh('gls', [1e-3, 0.4])).toMatchObject({ value: expect.closeTo(0.02, 12), weights: [expect.closeTo(10, 9), expect.closeTo(0.025, 12)] });
    expect(distance(weigh('famo', [1e-3, 0.4]).weights ?? [], [0.4 / 0.401, 1e-3 / 0.401])).toBeLessThan(1e-12);
  });

  it('where all are, the weights are equal, or FAMO’s shares', () => {
    expect(distance(weigh('gls', [0, 1e-9]).weights ?? [], [0.5, 0.5])).toBeLessThan(1e-12);
    const state = [1, 1, 0, Math.log(3), 0, 0, 0, 0];
    expect(distance(weigh('famo', [0, 1e-9], { state }).weights ?? [], [0.25, 0.75])).toBeLessThan(1e-12);
  });

  it.each(['gls', 'stch', 'famo'] as const)('%s: no loss, however small, makes a weight of millions', (id) => {
    const small = fc.array(fc.integer({ min: -40, max: 1 }).map((exponent) => 10 ** exponent), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(small, (losses) => {
        for (const weight of weigh(id, losses).weights ?? []) expect(weight >= 0 && weight <= 1000).toBe(true);
      }),
    );
  });

  it('famo: a fall from almost nothing to less is none', () => {
    const { state } = beforeFirstStep(balancingMethod('famo'), 2);
    const after = (small: number, smaller: number) => balancingRule('famo').postUpdate?.({ lossesBefore: [small, 1], lossesAfter: [smaller, 0.9], values: {}, state });
    expect(after(1e-6, 1e-12)).toEqual(after(1e-3, 1e-3));
  });
});

describe('dynamic weight averaging', () => {
  it('takes the mean over all steps of an epoch', () => {
    const epochs = [[[1, 2], [3, 2]], [[1, 1], [1, 3]], [[9, 9]]];
    let { state } = beforeFirstStep(balancingMethod('dwa'), 2);
    let last: BalancingOutput | undefined;
    epochs.forEach((steps, epoch) =>
      steps.forEach((losses) => {
        last = weigh('dwa', losses, { state, epoch });
        ({ state } = last);
      }),
    );
    // Means [2, 2] and [1, 2]: ratios 1/2 and 1.
    const powers = [0.5, 1].map((ratio) => Math.exp(ratio / 2));
    expect(distance(last?.weights ?? [], powers.map((power) => (2 * power) / sumOf(powers)))).toBeLessThan(1e-12);
  });

  it('adds up to the number of tasks, and a high temperature makes the weights equal', () => {
    const losses = [[4, 3, 2], [1, 2, 2], [1, 1, 1]];
    const [hot, cold] = [100, 0.1].map((temperature) => sequence('dwa', losses, { values: { temperature } }).at(-1)?.weights ?? []);
    expect([sumOf(hot ?? []), sumOf(cold ?? [])].map((sum) => sum.toFixed(9))).toEqual(['3.000000000', '3.000000000']);
    expect(distance(hot ?? [], [1, 1, 1])).toBeLessThan(0.01);
    expect(at(cold ?? [], 2)).toBeGreaterThan(2.5);
  });

  it('is not upset by a loss that was 0', () => {
    const [, , third] = sequence('dwa', [[0, 1], [1, 1], [1, 1]]);
    expect(third?.weights).toEqual([1, 1]);
  });

  it.each([0.1, 2, 100])('leaves no task without weight where a loss that was small jumps: temperature %d', (temperature) => {
    for (const small of [1e-3, 0.002, 0.01]) {
      const [, , third] = sequence('dwa', [[small, 1, 1], [0.5, 1, 1], [0.5, 1, 1]], { values: { temperature } });
      expect(Math.min(...(third?.weights ?? []))).toBeGreaterThan(1e-3);
      expect(sumOf(third?.weights ?? [])).toBeCloseTo(3, 9);
    }
  });
});

describe('smooth Tchebycheff', () => {
  it('has one floor for losses and nadirs, so that a task solved in the warm-up does not outweigh all others', () => {
    const all = sequence('stch', [[1, 1], [1, 1], [1, 1], [0, 1], [0.1, 1]]);
    expect(distance(all[4]?.weights ?? [], [2 * (100 / 101) * 10, 2 / 101])).toBeLessThan(1e-12);
    for (const { value = Number.NaN } of all) expect(Math.abs(value)).toBeLessThan(10);
  });

  it('minimises the sum of logarithms during the warm-up', () => {
    const [first, , , fourth] = sequence('stch', [[2, 4], [2, 4], [2, 4], [2, 4]]);
    for (const output of [first, fourth]) {
      expect(output?.value).toBeCloseTo(Math.log(8), 12);
      expect(output?.weights).toEqual([0.5, 0.25]);
    }
  });

  it('measures from the means of the last warm-up epoch alone, and falls to the worst task with a small μ', () => {
    const losses = [[9, 9], [1, 4], [2, 4]];
    const last = sequence('stch', losses, { values: { warmup: 2, mu: 0.01 } }).at(-1);
    expect(last?.value).toBeCloseTo(2 * Math.log(2), 6);
    expect(distance(last?.weights ?? [], [1, 0])).toBeLessThan(1e-12);
  });
});

describe('FAMO', () => {
  const famo = balancingMethod('famo');
  const { postUpdate } = balancingRule('famo');

  it('moves its logits as PyTorch’s Adam with weight decay does', () => {
    // Computed with torch 1.13: Adam([w], lr=0.025, weight_decay=1e-3) on the gradient of
    // softmax(w) · (log before − log after).
    let { state } = beforeFirstStep(famo, 3);
    const losses = [[1, 2, 3], [0.5, 1.9, 2.9], [0.45, 1.0, 2.8], [0.4, 0.9, 2.9]];
    for (const [step, lossesBefore] of losses.slice(0, -1).entries()) {
      state = postUpdate?.({ lossesBefore, lossesAfter: losses[step + 1] ?? [], values: {}, state }) ?? [];
    }
    expect(distance(state.slice(3, 6), [-0.04387187, 0.008508103, 0.073191872])).toBeLessThan(1e-6);
  });

  it('gives more weight to what fell least', () => {
    const state = postUpdate?.({ lossesBefore: [1, 1], lossesAfter: [0.5, 0.9], values: {}, state: beforeFirstStep(famo, 2).state }) ?? [];
    const { weights = [] } = weigh('famo', [1, 1], { state });
    expect(at(weights, 1)).toBeGreaterThan(at(weights, 0));
  });

  it('forgets no logits over a loss that is no number', () => {
    const before = [1, 1, 0.1, -0.1, 0, 0, 0, 0];
    expect(postUpdate?.({ lossesBefore: [1, 1], lossesAfter: [Number.NaN, 1], values: {}, state: before })).toEqual(before);
  });
});
