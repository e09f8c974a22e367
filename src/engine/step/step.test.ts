import { beforeAll, describe, expect, it } from 'vitest';
import { beforeFirstStep } from '../../domain/balancing/balancing-method';
import { balancingMethod, balancingMethods } from '../../domain/balancing/balancing-methods';
import { balancingRule } from '../../domain/balancing/balancing-rules';
import { directionLength } from '../../domain/metrics/conflict/direction-length';
import type { Experiment } from '../../experiment/schema';
import { keysOf } from '../../lib/keys';
import { useBackend } from '../backend/node-backends';
import { batchSize, combination, descending, difference, gradientsOf, inner, oneStep } from '../testing/directions';
import { planOf } from '../testing/plans';
import { balancedBy, forked, separate, smallNetworks, train, trainerOf } from '../testing/small-experiments';

const methods = keysOf(balancingMethods);
const stepsBefore = 2;

beforeAll(() => useBackend('cpu'));

/**
 * The state after a few steps that move no weight, so that what a method keeps from step to step is
 * in play.
 */
async function afterSteps(experiment: Experiment, steps: number) {
  const trainer = trainerOf(experiment);
  const { learningRate } = trainer.live;
  trainer.live = { ...trainer.live, learningRate: 0 };
  await train(trainer, experiment, steps, batchSize);
  trainer.live = { ...trainer.live, learningRate };
  const state = await trainer.state();
  trainer.dispose();
  return state;
}

describe.each(smallNetworks)('one step on the network: %s', (_name, network) => {
  const experiment = descending(network);
  const plan = planOf(experiment);
  const shared = (values: Float64Array) => values.subarray(0, plan.sharedLength);
  const own = (values: Float64Array) => values.subarray(plan.sharedLength);

  let rows: readonly Float64Array[] = [];
  beforeAll(async () => {
    rows = await gradientsOf(experiment, await afterSteps(balancedBy(experiment, 'static'), stepsBefore));
  });

  it.each(methods)('goes along Σ c · g with the weights that it shows, or says the cosines, and tells its length: %s', async (method) => {
    const balanced = balancedBy(experiment, method);
    const { direction, log } = await oneStep(balanced, {}, await afterSteps(balanced, stepsBefore));
    expect(log.notes?.filter(({ note }) => note === 'not-converged') ?? []).toEqual([]);
    const length = Math.sqrt(inner(shared(direction), shared(direction)));
    if (log.cosines === undefined) {
      const [all] = log.conflicts;
      expect(directionLength([...log.weights], all?.grams ?? []) / length).toBeCloseTo(1, 4);
      expect(difference(shared(direction), shared(combination(rows, log.weights)))).toBeLessThan(1e-5);
      const { scalesTaskSpecific } = balancingMethod(method);
      const ownWeights = scalesTaskSpecific ? log.weights : plan.tasks.map(() => 1);
      expect(difference(own(direction), own(combination(rows, ownWeights)))).toBeLessThan(1e-5);
      return;
    }
    expect(log.weights.every(Number.isNaN)).toBe(true);
    expect((log.lengths?.[0] ?? Number.NaN) / length).toBeCloseTo(1, 4);
    const d = shared(direction);
    for (const [task, row] of rows.entries()) {
      const g = shared(row);
      expect(log.cosines[task]).toBeCloseTo(inner(g, d) / Math.sqrt(inner(g, g) * inner(d, d)), 4);
    }
  });
});

describe('the total', () => {
  it('is the weighted sum of the losses where the method has none of its own', async () => {
    for (const method of ['static', 'pcgrad', 'mgda'] as const) {
      const { log } = await oneStep(descending(balancedBy(forked, method)));
      expect(log.totals[0]).toBeCloseTo(log.losses.reduce((sum, loss, task) => sum + loss * (log.weights[task] ?? 0), 0), 5);
    }
  });
});

describe('tasks that share nothing', () => {
  it.each(methods)('go their own ways, which the log says where there was something to balance: %s', async (method) => {
    const { direction, log } = await oneStep(descending(balancedBy(separate, method)));
    expect(log.conflicts).toEqual([]);
    const rows = await gradientsOf(descending(separate));
    const { needs } = balancingMethod(method);
    if (needs === 'nothing' || needs === 'losses') {
      expect(log.notes).toBeUndefined();
      return;
    }
    expect(log.notes).toEqual([{ note: 'nothing-shared', count: 1, first: 1, last: 1 }]);
    expect(difference(direction, combination(rows, log.weights))).toBeLessThan(1e-5);
    if (!balancingMethod(method).usesPreference) expect([...log.weights]).toEqual([1, 1]);
  });
});

describe('uncertainty weighting', () => {
  it('moves s with the network’s rate against its derivative, free of decay and clipping', async () => {
    const regularisation = { l1: 0.1, l2: 0.1, clipNorm: 1e-3 };
    const { log, state } = await oneStep(descending(balancedBy(forked, 'uw')), { learningRate: 0.5, regularisation });
    log.losses.forEach((loss, task) => expect(state.balancing.learned[task]).toBeCloseTo(-0.5 * (0.5 - loss / 2), 5));
    expect(log.totals[0]).toBeCloseTo(log.losses.reduce((sum, loss) => sum + loss / 2, 0), 5);
  });
});

describe('FAMO', () => {
  it('looks at the same batch after the update, and learns from what became of the losses', async () => {
    const experiment = descending(balancedBy(forked, 'famo'));
    const live = { learningRate: 0.1 };
    const { log, state } = await oneStep(experiment, live);
    // The same step again by hand: losses of the same images with the weights after it.
    const fixed = { ...live, balancing: { method: 'static', values: {} }, weights: [...log.weights] } as const;
    const trainer = trainerOf(experiment);
    trainer.live = { ...trainer.live, ...fixed };
    await train(trainer, experiment, 1, batchSize);
    const moved = { ...(await trainer.state()), step: 0 };
    trainer.dispose();
    const after = (await oneStep(experiment, fixed, moved)).log.losses;
    const lossesBefore = [...log.losses];
    const expected = balancingRule('famo').postUpdate?.({ lossesBefore, lossesAfter: [...after], values: {}, state: beforeFirstStep(balancingMethod('famo'), 3).state });
    expect(state.balancing.state).toHaveLength(expected?.length ?? 0);
    state.balancing.state.forEach((value, index) => expect(value).toBeCloseTo(expected?.[index] ?? Number.NaN, 5));
  });
});

describe('what is done to a gradient after balancing', () => {
  const experiment = descending(forked);

  it('adds the penalties and then clips', async () => {
    const { direction } = await oneStep(experiment);
    const trainer = trainerOf(experiment);
    const { weights } = await trainer.state();
    trainer.dispose();
    const penalised = Float64Array.from(direction, (value, index) => {
      const weight = weights[index] ?? Number.NaN;
      return value + 0.01 * Math.sign(weight) + 0.02 * weight;
    });
    const regularisation = { l1: 0.01, l2: 0.02, clipNorm: 0 };
    expect(difference((await oneStep(experiment, { regularisation })).direction, penalised)).toBeLessThan(1e-5);
    const clipped = (await oneStep(experiment, { regularisation: { ...regularisation, clipNorm: 0.05 } })).direction;
    expect(Math.sqrt(inner(clipped, clipped))).toBeCloseTo(0.05, 5);
    const factor = 0.05 / Math.sqrt(inner(penalised, penalised));
    expect(difference(clipped, penalised.map((value) => value * factor))).toBeLessThan(1e-4);
  });

  it('scales the rate by the schedule', async () => {
    const { direction } = await oneStep(experiment);
    const warm = await oneStep(experiment, { schedule: { kind: 'cosine', warmup: 4 } });
    expect(difference(warm.direction, direction.map((value) => value / 4))).toBeLessThan(1e-5);
  });
});
