import { tensor1d, type Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { optimizerKind, optimizerKinds, type OptimizerId } from '../../domain/optimizers/optimizer-kinds';
import type { ParameterValues } from '../../domain/parameters';
import { keysOf } from '../../lib/keys';
import { useBackend } from '../backend/node-backends';
import { moveWeights, penaltyProgram, programOfRule, unregularised, type Regularisation } from './move-weights';
import { instructionsOf } from './program';
import { updateRules } from './update-rules';

const start = [1, -2, 0.5];
/** Three steps' gradients, given from outside so that every rule sees the same. */
const gradients = [
  [0.1, -0.2, 0.3],
  [0.4, 0.1, -0.3],
  [-0.2, 0.05, 0.6],
];

async function run(
  optimizer: OptimizerId,
  learningRate: number,
  values: ParameterValues,
  regularisation: Regularisation = unregularised,
  longer = 1,
): Promise<number[]> {
  const rule = updateRules[optimizer];
  let weights = tensor1d(start);
  let slots: readonly Tensor1D[] = Array.from({ length: rule.slots }, () => tensor1d(start.map(() => 0)));
  for (const [index, gradient] of gradients.entries()) {
    const input = { weights, gradient: tensor1d(gradient.map((value) => longer * value)), slots, learningRate, step: index + 1, values, regularisation };
    ({ weights, slots } = moveWeights(rule, input));
  }
  return [...(await weights.data())];
}

/** Applies a rule to every weight alone, in double precision. */
function byHand(rule: (weight: number, gradients: number[]) => number): number[] {
  return start.map((weight, index) => rule(weight, gradients.map((gradient) => gradient[index] ?? NaN)));
}

function expectClose(found: readonly number[], expected: readonly number[]) {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 5));
}

/**
 * Kingma and Ba 2015, algorithm 1, line by line; `decay` is Loshchilov and Hutter 2019, algorithm
 * 2, in PyTorch's form.
 */
function adamByHand(rate: number, beta1: number, beta2: number, epsilon: number, decay: number) {
  return byHand((weight, given) => {
    let w = weight;
    let m = 0;
    let v = 0;
    given.forEach((g, index) => {
      const t = index + 1;
      w -= rate * decay * w;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      w -= (rate * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon);
    });
    return w;
  });
}

describe.each(['cpu', 'wasm'] as const)('update rules on %s', (backend) => {
  it('SGD: w ← w − η g', async () => {
    await useBackend(backend);
    // 1 − 0.1·(0.1 + 0.4 − 0.2), −2 − 0.1·(−0.2 + 0.1 + 0.05), 0.5 − 0.1·(0.3 − 0.3 + 0.6)
    expectClose(await run('sgd', 0.1, {}), [0.97, -1.995, 0.44]);
  });

  it('momentum: v ← μ v + g, without dampening', async () => {
    await useBackend(backend);
    // First weight: v = 0.1, then 0.9·0.1 + 0.4 = 0.49, then 0.9·0.49 − 0.2 = 0.241; w = 1 −
    // 0.1·0.831.
    const expected = byHand((weight, given) => {
      let w = weight;
      let v = 0;
      for (const g of given) w -= 0.1 * (v = 0.9 * v + g);
      return w;
    });
    expect(expected[0]).toBeCloseTo(0.9169, 10);
    expectClose(await run('momentum', 0.1, { momentum: 0.9 }), expected);
  });

  it('Adam: the published algorithm, with ε outside the root', async () => {
    await useBackend(backend);
    expectClose(await run('adam', 0.1, {}), adamByHand(0.1, 0.9, 0.999, 1e-8, 0));
    const values = { beta1: 0.5, beta2: 0.9, epsilon: 0.1 };
    expectClose(await run('adam', 0.2, values), adamByHand(0.2, 0.5, 0.9, 0.1, 0));
  });

  it('Adam: the first step is the rate times the sign', async () => {
    await useBackend(backend);
    const input = { weights: tensor1d(start), gradient: tensor1d([1e-3, -5, 40]), learningRate: 0.1, step: 1, values: {} };
    const slots = [tensor1d([0, 0, 0]), tensor1d([0, 0, 0])];
    const { weights } = moveWeights(updateRules.adam, { ...input, slots, regularisation: unregularised });
    expectClose([...(await weights.data())], [0.9, -1.9, 0.4]);
  });

  it('AdamW: decays the weights apart from the moments', async () => {
    await useBackend(backend);
    expectClose(await run('adamw', 0.1, { weightDecay: 0.3 }), adamByHand(0.1, 0.9, 0.999, 1e-8, 0.3));
    expectClose(await run('adamw', 0.1, { weightDecay: 0 }), await run('adam', 0.1, {}));
  });

  it('Nesterov: the step goes where the next velocity points', async () => {
    await useBackend(backend);
    // First weight: v = 0.1, 0.49, 0.241; w = 1 − 0.1·((0.1 + 0.09) + (0.4 + 0.441) + (−0.2 +
    // 0.2169)).
    expect((await run('nesterov', 0.1, { momentum: 0.9 }))[0]).toBeCloseTo(1 - 0.1 * (0.19 + 0.841 + 0.0169), 6);
    expectClose(await run('nesterov', 0.1, { momentum: 0 }), await run('sgd', 0.1, {}));
  });

  it('Adagrad: the sum of squares starts at 0, so the first step is the rate times the sign', async () => {
    await useBackend(backend);
    const expected = byHand((weight, given) => {
      let w = weight;
      let s = 0;
      for (const g of given) w -= (0.1 * g) / (Math.sqrt((s += g * g)) + 1e-10);
      return w;
    });
    // First weight: √s = 0.1, √0.17, √0.21.
    expect(expected[0]).toBeCloseTo(1 - 0.1 * (1 + 0.4 / Math.sqrt(0.17) - 0.2 / Math.sqrt(0.21)), 8);
    expectClose(await run('adagrad', 0.1, {}), expected);
  });

  it('RMSProp: ε outside the root', async () => {
    await useBackend(backend);
    const byRule = (alpha: number, epsilon: number) =>
      byHand((weight, given) => {
        let w = weight;
        let v = 0;
        for (const g of given) {
          v = alpha * v + (1 - alpha) * g * g;
          w -= (0.01 * g) / (Math.sqrt(v) + epsilon);
        }
        return w;
      });
    expectClose(await run('rmsprop', 0.01, {}), byRule(0.99, 1e-8));
    expectClose(await run('rmsprop', 0.01, { alpha: 0.5, epsilon: 0.1 }), byRule(0.5, 0.1));
  });

  it.each(keysOf(optimizerKinds))('makes longer steps of longer gradients, or not, as its description says: %s', async (optimizer) => {
    await useBackend(backend);
    const moved = async (longer: number) => (await run(optimizer, 0.1, {}, unregularised, longer)).map((value, index) => value - (start[index] ?? NaN));
    const factor = optimizerKind(optimizer).scalesWithGradient ? 10 : 1;
    expectClose(await moved(10), (await moved(1)).map((step) => factor * step));
  });

  it('penalties are added first, and clipping sees them', async () => {
    await useBackend(backend);
    const gradient = tensor1d([3, -4, 0]);
    const weights = tensor1d([2, -1, 0]);
    // Gradient descent at rate 1 moves by exactly the gradient that the rule sees.
    const after = async (l1: number, l2: number, clipNorm: number) => {
      const settings = { learningRate: 1, step: 1, values: {}, regularisation: { l1, l2, clipNorm } };
      const moved = await moveWeights(updateRules.sgd, { weights, gradient, slots: [], ...settings }).weights.data();
      return [2, -1, 0].map((weight, index) => weight - (moved[index] ?? Number.NaN));
    };
    expectClose(await after(0, 0, 0), [3, -4, 0]);
    expectClose(await after(0.5, 0, 0), [3.5, -4.5, 0]);
    expectClose(await after(0, 0.5, 0), [4, -4.5, 0]);
    expectClose(await after(0, 0, 1), [0.6, -0.8, 0]);
    expectClose(await after(0, 0, 6), [3, -4, 0]);
    const norm = Math.hypot(4.5, 5);
    expectClose(await after(0.5, 0.5, 1), [4.5 / norm, -5 / norm, 0]);
  });

  it('a gradient of zero is not divided by', async () => {
    await useBackend(backend);
    const regularisation = { l1: 0, l2: 0, clipNorm: 1 };
    const settings = { learningRate: 1, step: 1, values: {}, regularisation };
    const moved = moveWeights(updateRules.sgd, { weights: tensor1d([1, 1]), gradient: tensor1d([0, 0]), slots: [], ...settings });
    expectClose([...(await moved.weights.data())], [1, 1]);
  });
});

describe('programs', () => {
  const all = Object.values(updateRules).flatMap((rule) => [programOfRule(rule, false), programOfRule(rule, true)]);

  it('stay within what kernels allow', () => {
    for (const { program, outputs } of [...all, penaltyProgram]) {
      const instructions = instructionsOf(program);
      expect(instructions.length).toBeLessThanOrEqual(64);
      expect(outputs.length).toBeLessThanOrEqual(4);
      const constants = instructions.filter(({ operation }) => operation === 'constant').map(({ operands }) => operands[0] ?? NaN);
      expect(Math.max(...constants)).toBeLessThan(16);
      const computed = new Set(['slot', 'constant']);
      for (const [place, { operation, operands }] of instructions.entries()) {
        if (!computed.has(operation)) for (const operand of operands) expect(operand).toBeLessThan(place);
      }
    }
  });

  it('ask for the sum of squares where they clip, and only there', () => {
    for (const rule of Object.values(updateRules)) {
      const asks = (clips: boolean) => instructionsOf(programOfRule(rule, clips).program).some(({ operation }) => operation === 'squares');
      expect([asks(false), asks(true)]).toEqual([false, true]);
    }
  });
});
