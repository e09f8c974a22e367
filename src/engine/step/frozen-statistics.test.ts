import { tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import type { Trainer } from '../trainer-contract';
import { useBackend } from '../backend/node-backends';
import { initialWeights } from '../../plan/first-weights';
import { disposeBatch } from '../data/batch';
import { affinitiesOn } from '../inspect/gradients/affinity';
import { descending, difference, oneStep } from '../testing/directions';
import { allOf, partOf } from '../testing/layer-parts';
import { normalisedBranch, normalisedTowers } from '../testing/normalised';
import { jointGradient } from '../testing/passes';
import { planOf } from '../testing/plans';
import { balancedBy, batchesOf, train, trainerOf } from '../testing/small-experiments';
import { syntheticBatch } from '../testing/synthetic-batch';

beforeAll(() => useBackend('wasm'));

function byAdam(experiment: Experiment): Experiment {
  return { ...experiment, optimizer: { kind: 'adam', learningRate: 0.01, values: {}, groups: [] } };
}

/** What a test says of the first images of a batch. */
async function testedLosses(trainer: Trainer, experiment: Experiment, step: number, size = 8): Promise<number[]> {
  const [batch] = batchesOf(experiment, step, size);
  if (batch === undefined) throw new Error('no batch');
  const test = trainer.test();
  test.add(batch);
  disposeBatch(batch);
  return (await test.finish()).tasks.map(({ loss }) => loss);
}

async function takeTaskStep(trainer: Trainer, experiment: Experiment, task: number): Promise<void> {
  const batches = batchesOf(experiment, trainer.step);
  await trainer.takeTaskStep(task, batches);
  batches.forEach(disposeBatch);
}

describe('a step on the loss of one task', () => {
  it.each(['wasm', 'cpu'] as const)('leaves the metrics of a task that shares nothing with it as they are, to the last bit: %s', async (backend) => {
    await useBackend(backend);
    const experiment = byAdam(normalisedTowers);
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 2);
    const [before, [digit, parity]] = [await trainer.state(), await testedLosses(trainer, experiment, 3)];
    await takeTaskStep(trainer, experiment, 0);
    const [after, [digitNow, parityNow]] = [await trainer.state(), await testedLosses(trainer, experiment, 3)];
    trainer.dispose();
    await useBackend('wasm');
    expect(parityNow).toBe(parity);
    expect(digitNow).not.toBe(digit);
    for (const layer of ['dense-parity', 'norm-parity', 'head-parity']) {
      expect(allOf(experiment, layer, after)).toEqual(allOf(experiment, layer, before));
    }
    expect(partOf(experiment, 'norm-digit', after.statistics, 'statistics')).not.toEqual(partOf(experiment, 'norm-digit', before.statistics, 'statistics'));
  });

  it('moves the statistics that the task shares with others, and not those that only others reach', async () => {
    const trainer = trainerOf(normalisedBranch);
    await train(trainer, normalisedBranch, 2);
    const before = await trainer.state();
    await takeTaskStep(trainer, normalisedBranch, 0);
    const after = await trainer.state();
    trainer.dispose();
    const ofLayer = (layer: string, { statistics }: typeof before) => partOf(normalisedBranch, layer, statistics, 'statistics');
    expect(ofLayer('norm-side', after)).toEqual(ofLayer('norm-side', before));
    ofLayer('norm-trunk', after).forEach((value, index) => expect(value).not.toBe(ofLayer('norm-trunk', before)[index]));
  });

  it('has the losses of training for the tasks that it does not reach, too', async () => {
    const trainer = trainerOf(normalisedTowers);
    const whole = trainerOf(normalisedTowers);
    await takeTaskStep(trainer, normalisedTowers, 0);
    expect([...(await trainer.drain()).losses]).toEqual([...(await train(whole, normalisedTowers, 1)).losses]);
    trainer.dispose();
    whole.dispose();
  });
});

describe('a frozen batch norm', () => {
  it('keeps its statistics to the last bit, frozen live, and moves on when thawed', async () => {
    const experiment = byAdam(normalisedBranch);
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 2);
    const before = await trainer.state();
    trainer.live = { ...trainer.live, frozen: ['norm-trunk'] };
    await train(trainer, experiment, 3, 8, 3);
    const frozen = await trainer.state();
    trainer.live = { ...trainer.live, frozen: [] };
    await train(trainer, experiment, 1);
    const thawed = await trainer.state();
    trainer.dispose();
    expect(allOf(experiment, 'norm-trunk', frozen)).toEqual(allOf(experiment, 'norm-trunk', before));
    const ofLayer = (layer: string, { statistics }: typeof before) => partOf(experiment, layer, statistics, 'statistics');
    expect(ofLayer('norm-side', frozen)).not.toEqual(ofLayer('norm-side', before));
    ofLayer('norm-trunk', thawed).forEach((value, index) => expect(value).not.toBe(ofLayer('norm-trunk', frozen)[index]));
  });

  it.each(['static', 'uw', 'famo', 'gradnorm', 'mgda-ub', 'pcgrad', 'graddrop'] as const)(
    'normalises by its statistics in training, so that its losses are those of a test and parts of a batch make no difference: %s',
    async (method) => {
      const experiment = balancedBy(normalisedBranch, method);
      const start = trainerOf(experiment);
      await train(start, experiment, 3);
      start.live = { ...start.live, frozen: ['norm-trunk', 'norm-side'] };
      const state = await start.state();
      const tested = await testedLosses(start, experiment, 3);
      start.dispose();
      const stepped = async (part: number) => {
        const trainer = trainerOf(experiment, structuredClone(state));
        trainer.conflictEvery = 1;
        const log = await train(trainer, experiment, 1, 8, part);
        const after = await trainer.state();
        trainer.dispose();
        return { log, after };
      };
      const [whole, inParts] = [await stepped(8), await stepped(3)];
      whole.log.losses.forEach((loss, task) => expect(loss).toBeCloseTo(tested[task] ?? Number.NaN, 5));
      expect(difference(inParts.log.losses, whole.log.losses)).toBeLessThan(1e-5);
      const moved = (after: typeof state) => Float64Array.from(after.weights, (value, index) => value - (state.weights[index] ?? 0));
      expect(difference(moved(inParts.after), moved(whole.after))).toBeLessThan(1e-3);
      for (const [index, value] of whole.after.balancing.state.entries()) expect(inParts.after.balancing.state[index]).toBeCloseTo(value, 3);
      expect(whole.log.conflicts.length).toBeGreaterThan(0);
      for (const [index, { grams }] of whole.log.conflicts.entries()) {
        expect(difference(inParts.log.conflicts[index]?.grams ?? [], grams)).toBeLessThan(1e-3);
      }
      expect(whole.after.statistics).toEqual(state.statistics);
    },
  );

  it('hands back the gradient of an affine map', async () => {
    const experiment = descending(normalisedBranch);
    const frozen = ['norm-trunk', 'norm-side'];
    const { direction } = await oneStep(experiment, { frozen });
    const plan = planOf(experiment);
    const batch = syntheticBatch(experiment, 4, 0, 0);
    const gradient = tidy(() => jointGradient(plan, initialWeights(plan), batch, experiment.tasks.map(({ weight }) => weight), false));
    const expected = Float64Array.from(await gradient.data());
    gradient.dispose();
    disposeBatch(batch);
    for (const step of plan.steps.filter(({ layer }) => frozen.includes(layer.id))) {
      for (const { offset, size } of step.weights) expected.fill(0, offset, offset + size);
    }
    expect(difference(direction, expected)).toBeLessThan(1e-5);
  });

  it('goes by the same statistics where affinities are measured, and keeps them', async () => {
    const trainer = trainerOf(normalisedBranch);
    await train(trainer, normalisedBranch, 2);
    trainer.live = { ...trainer.live, frozen: ['norm-trunk', 'norm-side'] };
    const before = await trainer.state();
    const measured = async (part: number) => {
      const batches = batchesOf(normalisedBranch, 2, 8, part);
      const affinity = await affinitiesOn(trainer, batches);
      batches.forEach(disposeBatch);
      return affinity.flat();
    };
    expect(difference(await measured(4), await measured(8))).toBeLessThan(1e-2);
    expect(await trainer.state()).toEqual(before);
    trainer.dispose();
  });

  it('trains alike on cpu and WASM', async () => {
    const losses: Float32Array[] = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      await useBackend(backend);
      const trainer = trainerOf(normalisedBranch);
      await train(trainer, normalisedBranch, 1);
      trainer.live = { ...trainer.live, frozen: ['norm-trunk'] };
      losses.push((await train(trainer, normalisedBranch, 3)).losses);
      trainer.dispose();
    }
    const [cpu = [], wasm = []] = losses;
    expect(difference(wasm, cpu)).toBeLessThan(1e-4);
  });

  it('is told of where no step has moved its statistics yet, also after a reload', async () => {
    const notesOf = async (trainer: Trainer, frozen: readonly string[]) => {
      trainer.live = { ...trainer.live, frozen };
      return (await train(trainer, normalisedBranch, 1)).notes?.map(({ note }) => note) ?? [];
    };
    const trainer = trainerOf(normalisedBranch);
    expect(await notesOf(trainer, ['norm-side'])).toEqual(['untrained-statistics']);
    const again = trainerOf(normalisedBranch, structuredClone(await trainer.state()));
    expect(await notesOf(again, ['norm-side'])).toEqual(['untrained-statistics']);
    expect(await notesOf(again, ['norm-trunk'])).toEqual([]);
    expect(await notesOf(again, ['norm-side'])).toEqual([]);
    trainer.dispose();
    again.dispose();
  });
});
