import { beforeAll, describe, expect, it } from 'vitest';
import type { Tie } from '../../domain/network/ties';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { disposeBatch } from '../data/batch';
import { layer, wires } from '../testing/drawn';
import { planOf } from '../testing/plans';
import { trainerOf } from '../testing/small-experiments';
import { syntheticBatch } from '../testing/synthetic-batch';

/** A tower for each of two tasks, whose dense layers are tied. */
function towers(ties: readonly Tie[], change: Partial<Experiment> = {}): Experiment {
  const tasks = defaultExperiment.tasks.slice(0, 2);
  return {
    ...defaultExperiment,
    tasks,
    data: { ...defaultExperiment.data, train: 64, test: 16 },
    optimizer: { kind: 'sgd', learningRate: 0.05, values: {}, groups: [] },
    network: {
      layers: [
        layer('input', 'input', { field: 'image' }),
        ...tasks.flatMap(({ id }) => [
          layer(`dense-${id}`, 'dense', { units: 5, activation: 'relu' }),
          layer(`head-${id}`, 'head', { task: id }),
        ]),
      ],
      wires: wires(...tasks.map(({ id }) => `input > dense-${id} > head-${id}`)),
      ties: [...ties],
    },
    ...change,
  };
}

/** The weights of both dense layers after some steps, and of everything. */
async function trained(experiment: Experiment, steps: number) {
  const plan = planOf(experiment);
  const trainer = trainerOf(experiment);
  for (let step = 0; step < steps; step += 1) {
    const batch = syntheticBatch(experiment, 16, step);
    await trainer.takeStep([batch]);
    disposeBatch(batch);
  }
  const { weights } = await trainer.state();
  trainer.dispose();
  const of = (id: string) =>
    plan.steps.find((step) => step.layer.id === id)?.weights.flatMap(({ offset, size }) => [...weights.subarray(offset, offset + size)]) ?? [];
  return { weights, digit: of('dense-digit'), parity: of('dense-parity') };
}

const between = (strength: number, kind?: 'orthogonal'): Tie => ({
  first: 'dense-digit',
  second: 'dense-parity',
  strength,
  ...(kind === undefined ? {} : { kind }),
});

function largestDifference(one: readonly number[], other: readonly number[]): number {
  return one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? Number.NaN))), 0);
}

/** ‖W_aᵀ W_b‖² of two kernels [784, 5], the biases behind them left out. */
function overlap(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let left = 0; left < 5; left += 1) {
    for (let right = 0; right < 5; right += 1) {
      let product = 0;
      for (let row = 0; row < 784; row += 1) product += (one[row * 5 + left] ?? 0) * (other[row * 5 + right] ?? 0);
      sum += product ** 2;
    }
  }
  return sum;
}

describe('ties', () => {
  beforeAll(() => useBackend('cpu'));

  it('of no strength leave independent towers, to the last digit', async () => {
    const apart = await trained(towers([]), 4);
    const tied = await trained(towers([between(0)]), 4);
    expect(tied.weights).toEqual(apart.weights);
    expect(largestDifference(apart.digit, apart.parity)).toBeGreaterThan(0.1);
  });

  it('of great strength make twins equal, with momentum too', async () => {
    for (const optimizer of [towers([]).optimizer, { kind: 'adam' as const, learningRate: 0.01, values: {}, groups: [] }]) {
      const { digit, parity, weights } = await trained(towers([between(1e6)], { optimizer }), 3);
      expect(weights.every(Number.isFinite)).toBe(true);
      expect(largestDifference(digit, parity)).toBeLessThan(1e-4);
    }
  });

  it('step as the proximal operator says', async () => {
    const strength = 3;
    const apart = await trained(towers([]), 1);
    const tied = await trained(towers([between(strength)]), 1);
    // Two twins: the mean stays, the difference shrinks by 1 / (1 + 4 η λ).
    const shrunk = 1 / (1 + 4 * 0.05 * strength);
    const expected = apart.digit.map((value, index) => {
      const other = apart.parity[index] ?? 0;
      return (value + other) / 2 + (shrunk * (value - other)) / 2;
    });
    expect(largestDifference(tied.digit, expected)).toBeLessThan(1e-5);
  });

  it('pull towards a twin that stands still, and leave that as it is', async () => {
    const experiment = towers([between(1e6)]);
    const { network } = experiment;
    const layers = network.layers.map((layer): Experiment['network']['layers'][number] =>
      layer.id === 'dense-parity' ? { ...layer, frozen: true } : layer,
    );
    const frozen: Experiment = { ...experiment, network: { ...network, layers } };
    const before = await trained(frozen, 0);
    const after = await trained(frozen, 2);
    expect(after.parity).toEqual(before.parity);
    expect(largestDifference(after.digit, before.parity)).toBeLessThan(1e-4);
  });

  it('of the other kind take 2 λ W_b W_bᵀ W_a off a kernel, and so make twins overlap less', async () => {
    const strength = 0.01;
    const start = await trained(towers([]), 0);
    const apart = await trained(towers([]), 1);
    const tied = await trained(towers([between(strength, 'orthogonal')]), 1);
    // One entry by its definition: row r, column c of the first kernel.
    const [row, column] = [300, 2];
    let pull = 0;
    for (let channel = 0; channel < 5; channel += 1) {
      let product = 0;
      for (let at = 0; at < 784; at += 1) product += (start.parity[at * 5 + channel] ?? 0) * (start.digit[at * 5 + column] ?? 0);
      pull += (start.parity[row * 5 + channel] ?? 0) * product;
    }
    const place = row * 5 + column;
    expect((tied.digit[place] ?? 0) - (apart.digit[place] ?? 0)).toBeCloseTo(-0.05 * 2 * strength * pull, 6);
    const [free, kept] = [await trained(towers([]), 10), await trained(towers([between(0.5, 'orthogonal')]), 10)];
    expect(overlap(kept.digit, kept.parity)).toBeLessThan(0.5 * overlap(free.digit, free.parity));
  });
});
