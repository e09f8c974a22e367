import { describe, expect, it } from 'vitest';
import { analyseExperiment, memoryOf } from './context';
import { defaultExperiment } from './default-experiment';
import { limits } from './limits';
import type { Experiment } from './schema';

const memory = (change: Partial<Experiment> = {}) => {
  const experiment = { ...defaultExperiment, ...change };
  return memoryOf(experiment, analyseExperiment(experiment));
};

/** The default network with four wide layers before the two heads of its dense branch. */
function wide(units: number): Experiment {
  const { layers, wires } = defaultExperiment.network;
  const dense = (id: string) => ({ id, kind: 'dense' as const, values: { units, activation: 'relu' }, initialiser: 'auto' as const, x: 0, y: 0 });
  const chain = ['dense-1', 'wide-1', 'wide-2', 'wide-3', 'wide-4'];
  return {
    ...defaultExperiment,
    network: {
      layers: [...layers, ...chain.slice(1).map(dense)],
      wires: [
        ...wires.map((wire) => (wire.from === 'dense-1' ? { ...wire, from: 'wide-4' } : wire)),
        ...chain.slice(1).map((to, index) => ({ from: chain[index] ?? '', to })),
      ],
      ties: [],
    },
  };
}

describe('the memory that a training will take', () => {
  it('is the sum of its parts, which grow with what they are for', () => {
    const usual = memory();
    expect(usual.needed).toBe(usual.weights + usual.optimizer + usual.gradients + usual.activations);
    const optimizer = (kind: Experiment['optimizer']['kind']) => memory({ optimizer: { ...defaultExperiment.optimizer, kind, values: {} } }).optimizer;
    expect(optimizer('sgd')).toBe(0);
    expect(optimizer('adam')).toBe(2 * optimizer('momentum'));
    const [first, second] = defaultExperiment.tasks;
    if (first === undefined || second === undefined) throw new Error('the default has several tasks');
    expect(memory({ balancing: { method: 'graddrop', values: {} } }).gradients).toBeGreaterThan(usual.gradients);
    const batch = (batchSize: number) => memory({ training: { ...defaultExperiment.training, batchSize } }).activations;
    expect(batch(16)).toBe(2 * batch(8));
    // A larger batch goes through the network in parts.
    expect(batch(4096)).toBeLessThanOrEqual(512 * 2 ** 20);
  });

  it('keeps a network from training only where it is too much, and names what is large', () => {
    expect(analyseExperiment(wide(1024)).runnable).toBe(true);
    const large = wide(4096);
    const { faults, runnable } = analyseExperiment(large);
    const needed = memoryOf(large, analyseExperiment(large));
    expect(needed.needed).toBeGreaterThan(limits.memory);
    expect([runnable, faults]).toEqual([
      false,
      [
        {
          code: 'too-much-memory',
          blocks: true,
          params: {
            needed: needed.needed,
            allowed: limits.memory,
            weights: needed.weights,
            optimizer: needed.optimizer,
            gradients: needed.gradients,
            activations: needed.activations,
            other: expect.stringMatching(/^wide-/),
          },
        },
      ],
    ]);
  });

  it('lets a light method and optimiser train what heavier ones cannot', () => {
    const large = wide(3400);
    const plain: Experiment = { ...large, optimizer: { ...large.optimizer, kind: 'sgd', values: {} } };
    const heavy: Experiment = { ...large, optimizer: { ...large.optimizer, kind: 'adam', values: {} }, balancing: { method: 'graddrop', values: {} } };
    expect([plain, heavy].map((experiment) => analyseExperiment(experiment).runnable)).toEqual([true, false]);
  });
});
