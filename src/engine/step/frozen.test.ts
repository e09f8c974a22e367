import { beforeAll, describe, expect, it } from 'vitest';
import { memory } from '@tensorflow/tfjs-core';
import type { OptimizerId } from '../../domain/optimizers/optimizer-kinds';
import { optimizerKinds } from '../../domain/optimizers/optimizer-kinds';
import { keysOf } from '../../lib/keys';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { disposeBatch } from '../data/batch';
import { affinitiesOn } from '../inspect/gradients/affinity';
import { combination, descending, difference, gradientsOf, inner, oneStep } from '../testing/directions';
import { allOf, partOf } from '../testing/layer-parts';
import { planOf } from '../testing/plans';
import { balancedBy, batchesOf, forked, tangled, train, trainerOf } from '../testing/small-experiments';

beforeAll(() => useBackend('wasm'));

function optimisedBy(kind: OptimizerId): Experiment {
  return { ...forked, optimizer: { kind, learningRate: 0.01, values: {}, groups: [] } };
}

describe('a frozen layer', () => {
  it.each(keysOf(optimizerKinds))('keeps weights and moments to the last bit, and moves again when thawed: %s', async (kind) => {
    const experiment = optimisedBy(kind);
    const trainer = trainerOf(experiment);
    trainer.live = { ...trainer.live, regularisation: { l1: 0.01, l2: 0.01, clipNorm: 0.5 } };
    await train(trainer, experiment, 2);
    const before = await trainer.state();
    trainer.live = { ...trainer.live, frozen: ['conv-2', 'head-digit'] };
    await train(trainer, experiment, 3);
    const frozen = await trainer.state();
    trainer.live = { ...trainer.live, frozen: [] };
    await train(trainer, experiment, 1);
    const thawed = await trainer.state();
    for (const layer of ['conv-2', 'head-digit']) {
      expect(allOf(experiment, layer, frozen)).toEqual(allOf(experiment, layer, before));
      expect(allOf(experiment, layer, thawed)[0]).not.toEqual(allOf(experiment, layer, before)[0]);
    }
    // Gradients flow through it to the layer in front.
    expect(allOf(experiment, 'conv-1', frozen)[0]).not.toEqual(allOf(experiment, 'conv-1', before)[0]);
    trainer.dispose();
  });

  it('is in the saved state, and going on from there equals not having stopped', async () => {
    const through = trainerOf(forked);
    through.live = { ...through.live, frozen: ['dense'] };
    await train(through, forked, 2);
    const again = trainerOf(forked, structuredClone(await through.state()));
    expect(await train(again, forked, 2)).toEqual(await train(through, forked, 2));
    expect(await again.state()).toEqual(await through.state());
    through.dispose();
    again.dispose();
  });

  it('counts neither for the norm that is clipped nor for the Gram matrix', async () => {
    const experiment = descending(forked);
    const free = await oneStep(experiment);
    const frozen = ['conv-1', 'head-parity'];
    const rest = Float64Array.from(free.direction);
    for (const step of planOf(experiment).steps.filter(({ layer }) => frozen.includes(layer.id))) {
      for (const { offset, size } of step.weights) rest.fill(0, offset, offset + size);
    }
    expect(difference((await oneStep(experiment, { frozen })).direction, rest)).toBeLessThan(1e-6);
    const clipped = (await oneStep(experiment, { frozen, regularisation: { l1: 0, l2: 0, clipNorm: 0.01 } })).direction;
    expect(difference(clipped, rest.map((value) => (value * 0.01) / Math.sqrt(inner(rest, rest))))).toBeLessThan(1e-4);
    const { log } = await oneStep(balancedBy(experiment, 'mgda'), { frozen });
    expect(log.conflicts.map(({ layer }) => layer)).toEqual([undefined, 'conv-2', 'dense']);
    const rows = (await gradientsOf(experiment)).map((row) => combination([row], [1]));
    for (const row of rows) row.set(Float64Array.from(partOf(experiment, 'conv-1', row), () => 0), 0);
    const shared = planOf(experiment).sharedLength;
    const expected = rows.flatMap((row) => rows.map((other) => inner(row.subarray(0, shared), other.subarray(0, shared))));
    const largest = Math.max(...expected);
    log.conflicts[0]?.grams.forEach((value, place) => expect(Math.abs(value - (expected[place] ?? NaN))).toBeLessThan(1e-4 * largest));
  });

  it('leaves a method nothing to balance when all that is shared is frozen, which the log says', async () => {
    for (const method of ['pcgrad', 'gradnorm', 'mgda-ub', 'graddrop'] as const) {
      const { log, state } = await oneStep(descending(balancedBy(forked, method)), { frozen: ['conv-1', 'conv-2', 'dense'] });
      expect(log.notes).toEqual([{ note: 'nothing-shared', count: 1, first: 1, last: 1 }]);
      expect([...log.weights]).toEqual([1, 1, 1]);
      // The step was none of the method's own.
      expect(state.balancing.since).toBe(1);
    }
  });

  it('holds on to no memory', async () => {
    const before = memory().numTensors;
    const trainer = trainerOf(forked);
    const count = async (frozen: readonly string[]) => {
      trainer.live = { ...trainer.live, frozen };
      await train(trainer, forked, 2);
      const batches = batchesOf(forked, 0);
      await trainer.takeTaskStep(1, batches);
      await affinitiesOn(trainer, batches);
      await trainer.tryStep(batches, trainer.live);
      await trainer.drain();
      batches.forEach(disposeBatch);
      return memory().numTensors;
    };
    const first = await count(['dense']);
    await count(['conv-1', 'dense']);
    expect(await count(['dense'])).toBe(first);
    trainer.dispose();
    await Promise.resolve();
    expect(memory().numTensors).toBe(before);
  });
});

describe('a step on the loss of one task', () => {
  it('goes along its gradient alone, and says so', async () => {
    const experiment = descending(balancedBy(tangled, 'pcgrad'));
    const trainer = trainerOf(experiment);
    const before = await trainer.state();
    const batches = batchesOf(experiment, 0, 4);
    await trainer.takeTaskStep(1, batches);
    batches.forEach(disposeBatch);
    const log = await trainer.drain();
    const after = await trainer.state();
    trainer.dispose();
    expect(log.taskSteps).toEqual([{ step: 1, task: 1 }]);
    expect([...log.weights]).toEqual([0, 1, 0]);
    expect(log.totals[0]).toBeCloseTo(log.losses[1] ?? Number.NaN, 6);
    const direction = Float64Array.from(before.weights, (value, index) => (value - (after.weights[index] ?? Number.NaN)) / 64);
    const [, row] = await gradientsOf(experiment);
    expect(difference(direction, row ?? direction)).toBeLessThan(1e-5);
  });

  it('moves nothing that the task does not reach, whatever the optimiser’s momentum, and asks no method', async () => {
    const experiment = balancedBy(optimisedBy('adam'), 'gradvac');
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 3);
    const before = await trainer.state();
    const batches = batchesOf(experiment, 3);
    await trainer.takeTaskStep(0, batches);
    batches.forEach(disposeBatch);
    const after = await trainer.state();
    for (const layer of ['head-parity', 'head-reconstruction']) {
      expect(allOf(experiment, layer, after)).toEqual(allOf(experiment, layer, before));
    }
    for (const layer of ['conv-1', 'dense', 'head-digit']) {
      expect(allOf(experiment, layer, after)).not.toEqual(allOf(experiment, layer, before));
    }
    expect(after.balancing).toEqual({ ...before.balancing, since: before.balancing.since + 1 });
    expect(after.step).toBe(4);
    trainer.dispose();
  });
});
