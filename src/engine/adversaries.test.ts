import { beforeAll, describe, expect, it } from 'vitest';
import { balancingMethods, type BalancingId } from '../domain/balancing/balancing-methods';
import { defaultExperiment } from '../experiment/default-experiment';
import { keysOf } from '../lib/keys';
import type { Experiment } from '../experiment/schema';
import { useBackend } from './backend/node-backends';
import { disposeBatch } from './data/batch';
import { layer, wires } from './testing/drawn';
import { planOf } from './testing/plans';
import { trainerOf } from './testing/small-experiments';
import { syntheticBatch } from './testing/synthetic-batch';

/**
 * Digit and parity learn from one layer; at least five is asked of it through a gradient reversal.
 */
function againstAtLeastFive(method: BalancingId, lambda: number, weight: number): Experiment {
  return {
    ...defaultExperiment,
    weightsSumToOne: false,
    data: { ...defaultExperiment.data, train: 64, test: 16 },
    tasks: [
      { id: 'digit', kind: 'digit', colour: 0, weight: 0.5 },
      { id: 'against', kind: 'at-least-five', colour: 2, weight },
      { id: 'parity', kind: 'parity', colour: 1, weight: 0.5 },
    ],
    balancing: { method, values: {} },
    optimizer: { kind: 'sgd', learningRate: 0.1, values: {}, groups: [] },
    network: {
      layers: [
        layer('input', 'input', { field: 'image' }),
        layer('dense', 'dense', { units: 6, activation: 'tanh' }),
        layer('turn', 'gradient-reversal', { lambda }),
        layer('head-digit', 'head', { task: 'digit' }),
        layer('head-against', 'head', { task: 'against' }),
        layer('head-parity', 'head', { task: 'parity' }),
      ],
      wires: wires('input > dense > head-digit', 'dense > head-parity', 'dense > turn > head-against'),
      ties: [],
    },
  };
}

/** What one step did to the shared layer, and the weights that it showed. */
async function oneStep(experiment: Experiment) {
  const plan = planOf(experiment);
  const trainer = trainerOf(experiment);
  const before = (await trainer.state()).weights;
  const batch = syntheticBatch(experiment, 16, 3);
  await trainer.takeStep([batch]);
  disposeBatch(batch);
  const { weights } = await trainer.drain();
  const after = (await trainer.state()).weights;
  trainer.dispose();
  return { moved: after.slice(0, plan.sharedLength).map((value, index) => value - (before[index] ?? 0)), weights };
}

const norm = (values: Float32Array) => Math.hypot(...values);

describe('a task that plays against the others', () => {
  beforeAll(() => useBackend('cpu'));

  it.each(keysOf(balancingMethods))('keeps its weight under %s, which does not see it', async (method) => {
    const without = await oneStep(againstAtLeastFive(method, 0, 0.25));
    const [digit, against, parity] = without.weights;
    const combines = method !== 'graddrop' && method !== 'db-mtl';
    if (combines) {
      expect(against).toBeCloseTo(0.25, 6);
      // What the method says of the two others is what it says where the third is not there.
      const two = againstAtLeastFive(method, 0, 0.25);
      const alone = {
        ...two,
        tasks: two.tasks.filter(({ id }) => id !== 'against'),
        network: {
          ...two.network,
          layers: two.network.layers.filter(({ id }) => id !== 'head-against' && id !== 'turn'),
          wires: two.network.wires.filter(({ from, to }) => from !== 'turn' && to !== 'turn'),
        },
      };
      const [first, second] = (await oneStep(alone)).weights;
      expect(digit).toBeCloseTo(first ?? Number.NaN, 4);
      expect(parity).toBeCloseTo(second ?? Number.NaN, 4);
    }
    // With λ the shared layer goes the other way along its gradient, by λ and its weight.
    const [one, two] = [await oneStep(againstAtLeastFive(method, 1, 0.25)), await oneStep(againstAtLeastFive(method, 2, 0.25))];
    const difference = (a: typeof one, b: typeof one) => a.moved.map((value, index) => value - (b.moved[index] ?? 0));
    const [single, double] = [difference(one, without), difference(two, without)];
    expect(norm(single)).toBeGreaterThan(1e-5);
    const farthest = single.reduce((most, value, index) => Math.max(most, Math.abs((double[index] ?? Number.NaN) - 2 * value)), 0);
    expect(farthest).toBeLessThan(1e-2 * norm(single));
  });

  it('keeps its weight where all that is shared is frozen', async () => {
    const { network, ...rest } = againstAtLeastFive('pcgrad', 1, 0.25);
    const layers = network.layers.map((layer) => (layer.id === 'dense' ? { ...layer, frozen: true as const } : layer));
    expect([...(await oneStep({ ...rest, network: { ...network, layers } })).weights]).toEqual([1, 0.25, 1]);
  });

  it('pulls the shared layer against its own descent', async () => {
    // With two tasks of weight 0 only the adversary moves the layer: up its loss.
    const only = (lambda: number) => {
      const experiment = againstAtLeastFive('static', lambda, 1);
      return { ...experiment, tasks: experiment.tasks.map((task) => ({ ...task, weight: task.id === 'against' ? 1 : 0 })) };
    };
    const straight = only(1);
    const { network } = straight;
    const layers = network.layers.filter(({ id }) => id !== 'turn');
    const wires = network.wires.flatMap(({ from, to }) => (from === 'turn' ? [] : [{ from, to: to === 'turn' ? 'head-against' : to }]));
    const plainly = { ...straight, network: { ...network, layers, wires } };
    const [up, down] = [await oneStep(straight), await oneStep(plainly)];
    expect(norm(down.moved)).toBeGreaterThan(1e-6);
    const farthest = up.moved.reduce((most, value, index) => Math.max(most, Math.abs(value + (down.moved[index] ?? Number.NaN))), 0);
    expect(farthest).toBeLessThan(5e-7);
  });
});
