import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import type { RunState } from '../../protocol/run-state';
import { useBackend } from '../backend/node-backends';
import { disposeBatch } from '../data/batch';
import { answersTo } from '../inspect/predictions';
import { layer } from '../testing/drawn';
import { balancedBy, batchesOf, forked, train, trainerOf } from '../testing/small-experiments';
import { createTrainer } from '../trainer';

/**
 * The forked network with batch norm behind its first convolution (3 channels, shared) and behind
 * its dense layer (6 values).
 */
const normalised: Experiment = {
  ...forked,
  network: {
    ...forked.network,
    layers: [
      ...forked.network.layers,
      layer('norm-1', 'batch-norm'),
      layer('norm-2', 'batch-norm'),
    ],
    wires: forked.network.wires.flatMap((wire) => {
      if (wire.from === 'conv-1') return [{ from: 'conv-1', to: 'norm-1' }, { from: 'norm-1', to: wire.to }];
      if (wire.from === 'dense' && wire.to === 'head-digit') return [{ from: 'dense', to: 'norm-2' }, { from: 'norm-2', to: wire.to }];
      return [wire];
    }),
  },
};
const methods = ['static', 'uw', 'pcgrad'] as const;

async function statisticsOf(trainer: ReturnType<typeof trainerOf>): Promise<number[]> {
  return [...((await trainer.state()).statistics ?? [])];
}

beforeAll(() => useBackend('wasm'));

describe('running statistics', () => {
  it('start at mean 0 and variance 1, and go a tenth of the way to those of a step’s batch, whatever the method', async () => {
    const after: number[][] = [];
    for (const method of methods) {
      const trainer = trainerOf(balancedBy(normalised, method));
      expect(await statisticsOf(trainer)).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
      await train(trainer, normalised, 1);
      after.push(await statisticsOf(trainer));
      trainer.dispose();
    }
    const [first = []] = after;
    // Values after tanh and sigmoid: variances under 1, so that a tenth of the way stays above 0.9
    // and below 1.
    for (const variance of [...first.slice(3, 6), ...first.slice(12)]) {
      expect(variance).toBeGreaterThan(0.9);
      expect(variance).toBeLessThan(1);
    }
    expect(first.slice(6, 12).every((mean) => mean > 0 && mean < 0.1)).toBe(true);
    for (const other of after) other.forEach((value, index) => expect(value).toBeCloseTo(first[index] ?? Number.NaN, 6));
  });

  it('are used when tested, and not changed by it', async () => {
    const trainer = trainerOf(normalised);
    await train(trainer, normalised, 3);
    const before = await trainer.state();
    const [one, two] = batchesOf(normalised, 0, 2, 1);
    const [both] = batchesOf(normalised, 0, 2);
    if (one === undefined || two === undefined || both === undefined) throw new Error('no batches');
    // A batch of one could not be normalised by itself, and what is said of an image must not
    // depend on the others beside it.
    const [alone] = await answersTo(trainer, one);
    const [together] = await answersTo(trainer, both);
    alone?.forEach((value, index) => expect(together?.[index]).toBeCloseTo(value, 5));
    expect(await trainer.state()).toEqual(before);
    [one, two, both].forEach(disposeBatch);
    trainer.dispose();
  });

  it.each(methods)('come back with a saved state, as if training had never stopped: %s', async (method) => {
    const experiment = balancedBy(normalised, method);
    const through = trainerOf(experiment);
    await train(through, experiment, 4);
    const saved: RunState = structuredClone(await through.state());
    expect(saved.statistics).toHaveLength(18);
    const rest = await train(through, experiment, 4);
    const again = trainerOf(experiment, saved);
    expect(await train(again, experiment, 4)).toEqual(rest);
    expect(await again.state()).toEqual(await through.state());
    const { statistics, ...without } = saved;
    expect(statistics?.every(Number.isFinite)).toBe(true);
    expect(createTrainer(experiment, without).ok).toBe(false);
    through.dispose();
    again.dispose();
  });

  it('are absent from the state of a network that keeps none', async () => {
    const trainer = trainerOf(forked);
    expect(Object.keys(await trainer.state())).not.toContain('statistics');
    trainer.dispose();
  });

  it('of micro-batches are their mean, and move once a step', async () => {
    const experiment = { ...normalised, optimizer: { ...normalised.optimizer, learningRate: 1e-7 } };
    const [inParts, whole] = [trainerOf(experiment), trainerOf(experiment)];
    await train(inParts, experiment, 1, 8, 4);
    await train(whole, experiment, 1, 8);
    const [parts, all] = [await statisticsOf(inParts), await statisticsOf(whole)];
    // The mean of the means is the mean of all; variances within parts leave out what lies between
    // them.
    for (const index of [0, 1, 2]) expect(parts[index]).toBeCloseTo(all[index] ?? Number.NaN, 6);
    for (const index of all.keys()) expect(Math.abs((parts[index] ?? 0) - (all[index] ?? 0))).toBeLessThan(0.02);
    expect(parts).not.toEqual(all);
    inParts.dispose();
    whole.dispose();
  });

  it('go back with the weights when a loss is not finite', async () => {
    const experiment: Experiment = { ...normalised, optimizer: { kind: 'sgd', learningRate: 0.01, values: {}, groups: [] } };
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 3);
    trainer.live = { ...trainer.live, learningRate: 1e38 };
    const log = await train(trainer, experiment, 5);
    expect(log.notFinite).toBeDefined();
    expect((await statisticsOf(trainer)).every(Number.isFinite)).toBe(true);
    trainer.dispose();
  });

  it('hold on to no memory', async () => {
    const before = memory().numTensors;
    const trainer = trainerOf(normalised);
    await train(trainer, normalised, 3, 8, 4);
    const early = memory().numTensors;
    await train(trainer, normalised, 9, 8, 4);
    expect(memory().numTensors).toBe(early);
    trainer.dispose();
    await new Promise((resolve) => setTimeout(resolve));
    expect(memory().numTensors).toBe(before);
  });
});

it('batch norm refuses to train on one value per channel, and only there', () => {
  const of = (batchSize: number) => createTrainer({ ...normalised, training: { ...normalised.training, batch: 'mini', batchSize } });
  const refused = of(1);
  expect(refused.ok ? '' : refused.error.code).toBe('one-value-per-channel');
  const taken = of(2);
  expect(taken.ok).toBe(true);
  if (taken.ok) taken.value.dispose();
});
