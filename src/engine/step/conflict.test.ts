import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/node-backends';
import { disposeBatch } from '../data/batch';
import { affinitiesOn } from '../inspect/gradients/affinity';
import { isShared } from '../../plan/compile';
import { descending, gradientsOf, inner, oneStep } from '../testing/directions';
import { planOf } from '../testing/plans';
import { balancedBy, batchesOf, forked, smallNetworks, tangled, train, trainerOf } from '../testing/small-experiments';

beforeAll(() => useBackend('wasm'));

describe.each(smallNetworks)('the conflict on the network: %s', (_name, network) => {
  const experiment = descending(network);
  const plan = planOf(experiment);

  it.each(['static', 'gls', 'gradnorm', 'mgda-ub', 'pcgrad', 'graddrop'] as const)(
    'is measured in each shared layer and in all of them, whatever the method: %s',
    async (method) => {
      const { log } = await oneStep(balancedBy(experiment, method));
      const rows = await gradientsOf(experiment);
      const layers = plan.steps.filter((step) => isShared(step) && step.weights.length > 0);
      expect(log.conflicts.map(({ layer, steps, tasks }) => [layer, [...steps], tasks])).toEqual([
        [undefined, [1], [...plan.tasks.keys()]],
        ...layers.map(({ layer, tasks }) => [layer.id, [1], tasks]),
      ]);
      for (const [index, { tasks, grams }] of log.conflicts.entries()) {
        const weights = layers[index - 1]?.weights ?? [{ offset: 0, size: plan.sharedLength }];
        const start = weights[0]?.offset ?? 0;
        const end = weights.reduce((sum, { size }) => sum + size, start);
        const parts = tasks.map((task) => (rows[task] ?? new Float64Array()).subarray(start, end));
        const expected = parts.flatMap((row) => parts.map((column) => inner(row, column)));
        const largest = Math.max(...expected.map(Math.abs));
        grams.forEach((value, place) => expect(Math.abs(value - (expected[place] ?? Number.NaN))).toBeLessThan(1e-4 * largest));
      }
    },
  );
});

describe('measuring', () => {
  it.each(['static', 'uw', 'pcgrad'] as const)('changes nothing in the training, and happens as often as asked: %s', async (method) => {
    const experiment = balancedBy(tangled, method);
    const [often, never] = [trainerOf(experiment), trainerOf(experiment)];
    often.conflictEvery = 4;
    never.conflictEvery = 0;
    const [measured, unmeasured] = [await train(often, experiment, 10), await train(never, experiment, 10)];
    expect([...(measured.conflicts[0]?.steps ?? [])]).toEqual([1, 5, 9]);
    expect(measured.conflicts[0]?.grams).toHaveLength(27);
    expect(unmeasured.conflicts).toEqual([]);
    expect(await often.state()).toEqual(await never.state());
    often.dispose();
    never.dispose();
  });

  it('is done every tenth step unless something else was said, and adds up over micro-batches', async () => {
    const [whole, parts] = [trainerOf(forked), trainerOf(forked)];
    const log = await train(whole, forked, 12);
    expect(log.conflicts.map(({ steps }) => [...steps])).toEqual(log.conflicts.map(() => [1, 11]));
    const inParts = await train(parts, forked, 1, 8, 3);
    for (const [index, { grams }] of inParts.conflicts.entries()) {
      const expected = log.conflicts[index]?.grams ?? [];
      grams.forEach((value, place) => expect(value).toBeCloseTo(expected[place] ?? Number.NaN, 5));
    }
    whole.dispose();
    parts.dispose();
  });
});

describe('affinity', () => {
  it('is what a step on the shared weights alone does to every loss', async () => {
    const experiment = descending(forked);
    const rate = 0.5;
    const trainer = trainerOf(experiment);
    trainer.live = { ...trainer.live, learningRate: rate };
    const before = await trainer.state();
    const batches = batchesOf(experiment, 0, 4);
    const effects = await affinitiesOn(trainer, batches);
    expect(await trainer.state()).toEqual(before);
    const rows = await gradientsOf(experiment);
    const { sharedLength } = planOf(experiment);
    const lossesAt = async (weights: Float32Array) => {
      const other = trainerOf(experiment, { ...before, weights });
      await other.takeStep(batches);
      const { losses } = await other.drain();
      other.dispose();
      return losses;
    };
    const losses = await lossesAt(before.weights);
    for (const [task, row] of rows.entries()) {
      const moved = before.weights.map((value, index) => (index < sharedLength ? value - rate * (row[index] ?? 0) : value));
      const after = await lossesAt(moved);
      effects[task]?.forEach((effect, other) => {
        expect(effect).toBeCloseTo(1 - (after[other] ?? Number.NaN) / (losses[other] ?? Number.NaN), 5);
      });
      expect(effects[task]?.[task]).toBeGreaterThan(0);
    }
    batches.forEach(disposeBatch);
    trainer.dispose();
  });

  it('is the same in micro-batches, and 0 where the shared layers are frozen', async () => {
    const trainer = trainerOf(tangled);
    const [whole, parts] = [batchesOf(tangled, 0, 8), batchesOf(tangled, 0, 8, 3)];
    const [expected, found] = [await affinitiesOn(trainer, whole), await affinitiesOn(trainer, parts)];
    found.forEach((row, task) => row.forEach((value, other) => expect(value).toBeCloseTo(expected[task]?.[other] ?? Number.NaN, 5)));
    trainer.live = { ...trainer.live, frozen: ['conv', 'skip', 'trunk', 'head-digit'] };
    expect((await affinitiesOn(trainer, whole)).flat()).toEqual(expected.flat().map(() => 0));
    [...whole, ...parts].forEach(disposeBatch);
    trainer.dispose();
  });
});
