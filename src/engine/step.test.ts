import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveSettings } from '../experiment/field-classes';
import type { Experiment } from '../experiment/schema';
import { compile, isShared, type Plan } from './compile';
import { useBackend } from './backend/node-backends';
import { balancedBy, forked, tangled, train, trainerOf } from './testing/small-experiments';

/** Plain gradient descent at rate 1, so that the change of the weights is the negative direction. */
function descending(experiment: Experiment): Experiment {
  return { ...experiment, optimizer: { kind: 'sgd', learningRate: 1, values: {}, groups: [] } };
}

/** What the first step does: the direction [parameters] and the log. */
async function firstStep(experiment: Experiment, live: Partial<LiveSettings> = {}) {
  const trainer = trainerOf(experiment);
  trainer.live = { ...trainer.live, ...live };
  const before = (await trainer.state()).weights;
  const log = await train(trainer, experiment, 1);
  const after = (await trainer.state()).weights;
  trainer.dispose();
  return { direction: Float64Array.from(before, (value, index) => value - (after[index] ?? Number.NaN)), log };
}

/** The gradient of each task alone, [tasks][parameters]. */
async function gradientsOf(experiment: Experiment): Promise<Float64Array[]> {
  const rows = experiment.tasks.map(async (_, task) => {
    const weights = experiment.tasks.map((_task, other) => (other === task ? 1 : 0));
    return (await firstStep(balancedBy(experiment, 'static'), { weights })).direction;
  });
  return Promise.all(rows);
}

function planOf(experiment: Experiment): Plan {
  const plan = compile(experiment);
  if (!plan.ok) throw new Error(plan.error.detail);
  return plan.value;
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
}

function difference(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? Number.NaN)) ** 2, 0) / inner(b, b));
}

const networks = [
  ['forked', descending(forked)],
  ['tangled', descending(tangled)],
] as const;

beforeAll(() => useBackend('wasm'));

describe.each(networks)('one step on the %s network', (_name, experiment) => {
  const plan = planOf(experiment);
  const shared = (values: Float64Array) => values.subarray(0, plan.sharedLength);
  const combined = (rows: readonly Float64Array[], weights: Float32Array) => {
    const at = (index: number) => rows.reduce((sum, row, task) => sum + (weights[task] ?? 0) * (row[index] ?? 0), 0);
    return Float64Array.from(rows[0] ?? [], (_, index) => at(index));
  };

  it.each(['static', 'uw'] as const)('goes along Σ c · g with the weights that it shows: %s', async (method) => {
    const { direction, log } = await firstStep(balancedBy(experiment, method));
    expect(difference(direction, combined(await gradientsOf(experiment), log.weights))).toBeLessThan(1e-5);
    const total = log.losses.reduce((sum, loss, task) => sum + loss * (log.weights[task] ?? 0), 0);
    expect(log.totals[0]).toBeCloseTo(total, 5);
  });

  it('with PCGrad goes along Σ c · g where tasks share, and along each task’s own gradient elsewhere', async () => {
    const { direction, log } = await firstStep(balancedBy(experiment, 'pcgrad'));
    const rows = await gradientsOf(experiment);
    expect(difference(shared(direction), shared(combined(rows, log.weights)))).toBeLessThan(1e-5);
    const own = (values: Float64Array) => values.subarray(plan.sharedLength);
    expect(difference(own(direction), own(combined(rows, Float32Array.of(1, 1, 1))))).toBeLessThan(1e-5);
  });

  it('measures the conflict of the tasks in each shared layer where gradients are there to measure', async () => {
    const { log } = await firstStep(balancedBy(experiment, 'pcgrad'));
    const rows = await gradientsOf(experiment);
    const layers = plan.steps.filter((step) => isShared(step) && step.weights.length > 0);
    expect(log.conflicts.map(({ layer, step, tasks }) => [layer, step, tasks])).toEqual(
      layers.map(({ layer, tasks }) => [layer.id, 1, tasks]),
    );
    for (const [index, { weights, tasks }] of layers.entries()) {
      const start = weights[0]?.offset ?? 0;
      const end = weights.reduce((sum, { size }) => sum + size, start);
      const parts = tasks.map((task) => (rows[task] ?? new Float64Array()).subarray(start, end));
      const expected = parts.flatMap((row) => parts.map((column) => inner(row, column)));
      const scale = Math.max(...expected.map(Math.abs));
      log.conflicts[index]?.gram.forEach((value, place) => {
        expect(Math.abs(value - (expected[place] ?? Number.NaN))).toBeLessThan(1e-4 * scale);
      });
    }
    expect((await firstStep(balancedBy(experiment, 'static'))).log.conflicts).toEqual([]);
  });
});

describe('PCGrad', () => {
  it('does change the weights when gradients conflict', async () => {
    const experiment = balancedBy(forked, 'pcgrad');
    const trainer = trainerOf(experiment);
    const log = await train(trainer, experiment, 12);
    expect(log.weights.some((weight) => weight > 1.001)).toBe(true);
    expect(log.conflicts.map(({ step }) => step).filter((step, index, all) => all.indexOf(step) === index)).toEqual([1, 11]);
    trainer.dispose();
  });

  it('is the plain sum, without conflicts to show, where no weights are shared', async () => {
    const towers: Experiment = {
      ...forked,
      tasks: forked.tasks.slice(0, 2),
      network: {
        ...forked.network,
        layers: forked.network.layers.filter(({ id }) => ['input', 'head-digit', 'head-parity'].includes(id)),
        wires: [{ from: 'input', to: 'head-digit' }, { from: 'input', to: 'head-parity' }],
      },
    };
    const together = await firstStep(descending(balancedBy(towers, 'pcgrad')));
    expect([...together.log.weights]).toEqual([1, 1]);
    expect(together.log.conflicts).toEqual([]);
    expect(together.direction).toEqual((await firstStep(descending(towers), { weights: [1, 1] })).direction);
  });
});

describe('uncertainty weighting', () => {
  it('moves s with the network’s rate against its derivative, free of decay and clipping', async () => {
    const experiment = balancedBy(descending(forked), 'uw');
    const trainer = trainerOf(experiment);
    trainer.live = { ...trainer.live, learningRate: 0.5, regularisation: { l1: 0.1, l2: 0.1, clipNorm: 1e-3 } };
    const log = await train(trainer, experiment, 1);
    const { learned } = (await trainer.state()).balancing;
    log.losses.forEach((loss, task) => expect(learned[task]).toBeCloseTo(-0.5 * (0.5 - loss / 2), 5));
    expect(log.totals[0]).toBeCloseTo(log.losses.reduce((sum, loss) => sum + loss / 2, 0), 5);
    trainer.dispose();
  });
});

describe('what is done to a gradient after balancing', () => {
  const experiment = descending(forked);

  it('adds the penalties and then clips', async () => {
    const { direction } = await firstStep(experiment);
    const trainer = trainerOf(experiment);
    const { weights } = await trainer.state();
    trainer.dispose();
    const penalised = Float64Array.from(direction, (value, index) => {
      const weight = weights[index] ?? Number.NaN;
      return value + 0.01 * Math.sign(weight) + 0.02 * weight;
    });
    const regularisation = { l1: 0.01, l2: 0.02, clipNorm: 0 };
    expect(difference((await firstStep(experiment, { regularisation })).direction, penalised)).toBeLessThan(1e-5);
    const clipped = (await firstStep(experiment, { regularisation: { ...regularisation, clipNorm: 0.05 } })).direction;
    expect(Math.sqrt(inner(clipped, clipped))).toBeCloseTo(0.05, 5);
    const factor = 0.05 / Math.sqrt(inner(penalised, penalised));
    expect(difference(clipped, penalised.map((value) => value * factor))).toBeLessThan(1e-4);
  });

  it('scales the rate by the schedule', async () => {
    const { direction } = await firstStep(experiment);
    const warm = await firstStep(experiment, { schedule: { kind: 'cosine', warmup: 4 } });
    expect(difference(warm.direction, direction.map((value) => value / 4))).toBeLessThan(1e-5);
  });
});
