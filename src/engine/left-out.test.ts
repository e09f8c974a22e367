import { beforeAll, describe, expect, it } from 'vitest';
import { optimizerKinds, type OptimizerId } from '../domain/optimizers/optimizer-kinds';
import type { Experiment } from '../experiment/schema';
import { keysOf } from '../lib/keys';
import { useBackend } from './backend/node-backends';
import { disposeBatch } from './data/batch';
import { affinitiesOn } from './inspect/gradients/affinity';
import { layer, wires } from './testing/drawn';
import { difference } from './testing/directions';
import { allOf, partOf } from './testing/layer-parts';
import { normalisedBranch } from './testing/normalised';
import { balancedBy, batchesOf, forked, train, trainerOf } from './testing/small-experiments';

beforeAll(() => useBackend('wasm'));

function optimisedBy(kind: OptimizerId, values: Experiment['optimizer']['values'] = {}): Experiment {
  return { ...normalisedBranch, weightsSumToOne: false, optimizer: { kind, learningRate: 0.01, values, groups: [] } };
}

/** Weights in the order digit, parity, loop: the two of the side branch left out. */
const digitAlone = [1, 0, 0];
const sideBranch = ['side', 'norm-side', 'head-parity', 'head-loop'];
const trunk = ['trunk', 'norm-trunk', 'head-digit'];

describe('what only tasks with a set weight of 0 use', () => {
  it.each(keysOf(optimizerKinds))('stands still to the last bit, statistics and moments too, and moves again with its weight: %s', async (kind) => {
    const experiment = optimisedBy(kind, 'weightDecay' in optimizerKinds[kind].parameters ? { weightDecay: 0.01 } : {});
    const trainer = trainerOf(experiment);
    trainer.live = { ...trainer.live, regularisation: { l1: 0.01, l2: 0.01, clipNorm: 0 } };
    await train(trainer, experiment, 2);
    const before = await trainer.state();
    trainer.live = { ...trainer.live, weights: digitAlone };
    await train(trainer, experiment, 3);
    const still = await trainer.state();
    trainer.live = { ...trainer.live, weights: [0.4, 0.3, 0.3] };
    await train(trainer, experiment, 1);
    const again = await trainer.state();
    trainer.dispose();
    for (const id of sideBranch) {
      expect(allOf(experiment, id, still)).toEqual(allOf(experiment, id, before));
      expect(allOf(experiment, id, again)).not.toEqual(allOf(experiment, id, before));
    }
    for (const id of trunk) expect(allOf(experiment, id, still)).not.toEqual(allOf(experiment, id, before));
  });

  it('takes with it neither a layer that another task uses too, nor one whose task has a weight below 0', async () => {
    const experiment = optimisedBy('adam');
    const trainer = trainerOf(experiment);
    const moved = async (weights: readonly number[]) => {
      const before = await trainer.state();
      trainer.live = { ...trainer.live, weights };
      await train(trainer, experiment, 1);
      const after = await trainer.state();
      return [...trunk, ...sideBranch].filter((id) => String(allOf(experiment, id, after)) !== String(allOf(experiment, id, before)));
    };
    expect(await moved([1, 0, 1])).toEqual([...trunk, 'side', 'norm-side', 'head-loop']);
    expect(await moved([0, 0, -0.5])).toEqual(['trunk', 'norm-trunk', 'side', 'norm-side', 'head-loop']);
    expect(await moved([0, 0, 0])).toEqual([]);
    trainer.dispose();
  });

  it('is where no conflict is measured, and normalises by its running statistics', async () => {
    const experiment = optimisedBy('sgd');
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 3);
    trainer.live = { ...trainer.live, weights: digitAlone };
    trainer.conflictEvery = 1;
    const frozen = trainerOf(experiment, structuredClone(await trainer.state()));
    frozen.live = { ...frozen.live, weights: [1, 0.5, 0.5], frozen: sideBranch };
    const log = await train(trainer, experiment, 1);
    expect(log.conflicts.map((conflict) => conflict.layer)).toEqual([undefined, 'trunk', 'norm-trunk']);
    expect([...log.losses]).toEqual([...(await train(frozen, experiment, 1)).losses]);
    trainer.dispose();
    frozen.dispose();
  });

  it('stands still by a method’s preference, and by no method that sets the weights', async () => {
    for (const [method, stands] of [['aligned', true], ['uw', false], ['pcgrad', false], ['famo', false]] as const) {
      const experiment = balancedBy(optimisedBy('momentum'), method);
      const trainer = trainerOf(experiment);
      await train(trainer, experiment, 2);
      const before = await trainer.state();
      trainer.live = { ...trainer.live, weights: digitAlone };
      await train(trainer, experiment, 1);
      const after = await trainer.state();
      trainer.dispose();
      for (const id of sideBranch) {
        expect(String(allOf(experiment, id, after)) === String(allOf(experiment, id, before)), `${method} ${id}`).toBe(stands);
      }
    }
  });

  it('moves in a step on the loss of its task, in which set weights do not count', async () => {
    const experiment = optimisedBy('adam');
    const trainer = trainerOf(experiment);
    trainer.live = { ...trainer.live, weights: digitAlone };
    const before = await trainer.state();
    const batches = batchesOf(experiment, 0);
    await trainer.takeTaskStep(1, batches);
    const affinity = await affinitiesOn(trainer, batches);
    batches.forEach(disposeBatch);
    const after = await trainer.state();
    trainer.dispose();
    for (const id of ['trunk', 'side', 'norm-side', 'head-parity']) expect(allOf(experiment, id, after)).not.toEqual(allOf(experiment, id, before));
    for (const id of ['head-digit', 'head-loop']) expect(allOf(experiment, id, after)).toEqual(allOf(experiment, id, before));
    // So does a step on it that is only tried, for its affinities.
    expect(affinity[1]?.[1]).not.toBe(0);
  });

  it('is the head of a task that plays against the others, whatever the method', async () => {
    const [digit, parity] = forked.tasks;
    if (digit === undefined || parity === undefined) throw new Error('no tasks');
    const against: Experiment = {
      ...optimisedBy('adam'),
      tasks: [digit, parity, { id: 'against', kind: 'at-least-five', colour: 0, weight: 0.5 }],
      network: {
        layers: [
          layer('input', 'input', { field: 'image' }),
          layer('dense', 'dense', { units: 6, activation: 'tanh' }),
          layer('turn', 'gradient-reversal', { lambda: 1 }),
          layer('private', 'dense', { units: 4, activation: 'tanh' }),
          ...['digit', 'parity', 'against'].map((task) => layer(`head-${task}`, 'head', { task })),
        ],
        wires: wires('input > dense > head-digit', 'dense > head-parity', 'dense > turn > private > head-against'),
        ties: [],
      },
    };
    for (const method of ['static', 'uw', 'mgda', 'db-mtl'] as const) {
      const experiment = balancedBy(against, method);
      const trainer = trainerOf(experiment);
      await train(trainer, experiment, 2);
      const before = await trainer.state();
      trainer.live = { ...trainer.live, weights: [0.5, 0.5, 0] };
      await train(trainer, experiment, 1);
      const after = await trainer.state();
      trainer.dispose();
      for (const id of ['private', 'head-against']) expect(allOf(experiment, id, after)).toEqual(allOf(experiment, id, before));
      for (const id of ['dense', 'head-digit']) expect(allOf(experiment, id, after)).not.toEqual(allOf(experiment, id, before));
    }
  });

  it('pulls a layer that is tied to it, as a frozen one does', async () => {
    const ties = [{ first: 'trunk', second: 'twin', strength: 1e6 }];
    const { network } = normalisedBranch;
    const tied: Experiment = {
      ...optimisedBy('sgd'),
      network: {
        layers: [...network.layers, layer('twin', 'dense', { units: 6, activation: 'tanh' })],
        wires: [...wires('input > twin > head-loop'), ...network.wires.filter(({ to }) => to !== 'head-loop')],
        ties,
      },
    };
    const trainer = trainerOf(tied);
    trainer.live = { ...trainer.live, weights: [0.5, 0.5, 0] };
    const before = await trainer.state();
    await train(trainer, tied, 2);
    const after = await trainer.state();
    trainer.dispose();
    expect(partOf(tied, 'twin', after.weights)).toEqual(partOf(tied, 'twin', before.weights));
    expect(difference(partOf(tied, 'trunk', after.weights), partOf(tied, 'twin', before.weights))).toBeLessThan(1e-4);
  });
});
