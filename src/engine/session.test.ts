import { beforeAll, describe, expect, it, vi } from 'vitest';
import { backend, memory } from '@tensorflow/tfjs-core';
import { liveSettings } from '../experiment/field-classes';
import type { Experiment } from '../experiment/schema';
import { fail, ok } from '../lib/result';
import type { RunState } from '../protocol/run-state';
import type { ChosenDevice } from './backend/device';
import { neverLost } from './backend/device';
import { fetchOf, tinyExperiment, tinyFiles } from './testing/tiny-data';
import { useBackend } from './backend/node-backends';
import { startSession, type TestSession } from './testing/test-session';

beforeAll(() => useBackend('cpu'));

const train = (experiment: Experiment, change: Partial<Experiment['training']>): Experiment => ({
  ...experiment,
  training: { ...experiment.training, ...change },
});
const long = train(tinyExperiment, { epochs: 1000, evaluateEvery: 10_000 });

async function prepared(experiment: Experiment, restore?: RunState): Promise<TestSession> {
  const session = startSession();
  const reply = await session.ask('prepare', session.preparation('a', experiment, restore));
  expect(reply).toMatchObject({ type: 'reply', value: { step: restore?.step ?? 0, microBatches: 1 } });
  return session;
}

function withoutDropout(network: Experiment['network']): Experiment['network'] {
  const layers = network.layers.map((layer) => (layer.kind === 'dropout' ? { ...layer, values: { rate: 0 } } : layer));
  return { ...network, layers };
}

/** The training losses of the first steps, [steps][tasks]. */
async function curve(session: TestSession, steps: number): Promise<readonly number[]> {
  await session.ask('advance', { run: 'a', steps, stepsPerSecond: 0 });
  return session.losses();
}

describe('a session', () => {
  it('trains to the planned end, tests the start, the subset and at last all images', async () => {
    const session = await prepared(tinyExperiment);
    await session.until(() => session.events('predictions').length > 0);
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'done');
    await session.until(() => session.tests().some((test) => !test.subset));
    expect(session.events('phase').map((phase) => phase.phase)).toEqual(['preparing', 'paused', 'running', 'done']);
    expect(session.losses()).toHaveLength(15 * 3);
    const tests = session.tests();
    expect(tests[0]).toMatchObject({ step: 0, subset: true, images: 20 });
    expect(tests.at(-1)).toMatchObject({ step: 15, subset: false, images: 20 });
    expect(session.events('predictions').at(-1)?.step).toBe(15);
    expect(session.events('checkpoint').at(-1)?.step).toBe(15);
    // After the planned end there is more once the epochs are raised, and not before.
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'done');
    expect(session.losses()).toHaveLength(15 * 3);
    await session.ask('change', { run: 'a', live: { ...liveSettings(tinyExperiment), epochs: 3 } });
    expect(session.phase()).toBe('paused');
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'done');
    expect(session.losses()).toHaveLength(23 * 3);
  });

  it('pauses within one step', async () => {
    const session = await prepared(long);
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 5);
    const before = session.stepsTaken();
    const reply = await session.ask('pause', { run: 'a' });
    expect(session.stepsTaken() - before).toBeLessThanOrEqual(1);
    expect(reply).toMatchObject({ value: { step: session.stepsTaken() } });
    await session.idle();
    expect(session.stepsTaken() - before).toBeLessThanOrEqual(1);
    expect(session.losses()).toHaveLength(session.stepsTaken() * 3);
  });

  it('pauses while it waits for images that do not come', async () => {
    const files = tinyFiles([8, 52], [20]);
    const session = startSession({ fetchFrom: () => (path) => (path === 'mnist/train-1.bin' ? new Promise(() => {}) : fetchOf(files)(path)) });
    // With this seed the first step needs the first shard alone.
    const experiment = { ...long, seed: session.seedThatBeginsWith(0, [8, 52]) };
    await session.ask('prepare', session.preparation('a', experiment));
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.idle();
    expect(session.phase()).toBe('running');
    expect(await session.ask('pause', { run: 'a' })).toMatchObject({ value: { step: 1 } });
  });

  it('plays on at once, though a test at rest waits for images that do not come', async () => {
    const files = tinyFiles([60], [512, 8]);
    const session = startSession({ fetchFrom: () => (path) => (path === 'mnist/test-1.bin' ? new Promise(() => {}) : fetchOf(files)(path)) });
    const experiment: Experiment = { ...long, data: { ...long.data, test: 520 } };
    await session.ask('prepare', session.preparation('a', experiment));
    for (let times = 0; times < 3; times += 1) await session.ask('advance', { run: 'a', steps: 1, stepsPerSecond: 0 });
    expect(session.stepsTaken()).toBe(3);
    expect(await session.ask('prepare', session.preparation('b', experiment))).toMatchObject({ type: 'reply' });
  });

  it('takes a play that comes while a pause is being wound up', async () => {
    const session = await prepared(long);
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 2);
    const pausing = session.ask('pause', { run: 'a' });
    const playing = session.ask('play', { run: 'a', stepsPerSecond: 0 });
    expect([await pausing, await playing].map((reply) => reply.type)).toEqual(['reply', 'reply']);
    const before = session.stepsTaken();
    await session.until(() => session.stepsTaken() > before + 5);
    expect(session.phase()).toBe('running');
    await session.ask('pause', { run: 'a' });
  });

  it('keeps to a number of steps a second, and takes a new one while it trains', async () => {
    const session = await prepared(long);
    await session.ask('play', { run: 'a', stepsPerSecond: 5 });
    await session.elapse(2000);
    expect(session.stepsTaken()).toBeGreaterThanOrEqual(9);
    expect(session.stepsTaken()).toBeLessThanOrEqual(11);
    await session.ask('play', { run: 'a', stepsPerSecond: 1 });
    const before = session.stepsTaken();
    await session.elapse(3000);
    expect(session.stepsTaken() - before).toBeGreaterThanOrEqual(2);
    expect(session.stepsTaken() - before).toBeLessThanOrEqual(5);
    await session.ask('pause', { run: 'a' });
  });

  it('gives the same curve whether it is tested, paused, restored or neither', async () => {
    const plain = await curve(await prepared(long), 12);
    const tested = await curve(await prepared(train(tinyExperiment, { evaluateEvery: 1, epochs: 1000 })), 12);
    expect(tested).toEqual(plain);

    const halting = await prepared(long);
    for (const steps of [3, 1, 8]) await halting.ask('advance', { run: 'a', steps, stepsPerSecond: 0 });
    expect(halting.losses()).toEqual(plain);

    const first = await prepared(long);
    const begin = await curve(first, 5);
    const state = await first.ask('checkpoint', { run: 'a' });
    if (state.type !== 'reply' || state.kind !== 'checkpoint') throw new Error('no checkpoint');
    const rest = await curve(await prepared(long, structuredClone(state.value)), 7);
    expect([...begin, ...rest]).toEqual(plain);
  });

  it('gives the same curve however slowly and in whatever order the images come', async () => {
    const fetchBytes = fetchOf(tinyFiles([20, 20, 20], [20]));
    const curves = [];
    for (const slowest of [0, 1, 2]) {
      const session = startSession({
        fetchFrom: () => async (path) => {
          if (path === `mnist/train-${slowest}.bin`) await session.idle();
          return fetchBytes(path);
        },
      });
      await session.ask('prepare', session.preparation('a', long));
      curves.push(await curve(session, 12));
    }
    expect(curves[1]).toEqual(curves[0]);
    expect(curves[2]).toEqual(curves[0]);
  });

  it('leaves nothing on the device however long it trains, tests and rests', async () => {
    const session = await prepared(train(long, { evaluateEvery: 2 }));
    const counts = [];
    for (let times = 0; times < 3; times += 1) {
      await session.ask('advance', { run: 'a', steps: 30, stepsPerSecond: 0 });
      await session.idle();
      counts.push(memory().numTensors);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[2]).toBe(counts[0]);
  });

  it('trains on a full batch in parts as on the whole, without leaving anything on the device', async () => {
    const full = train({ ...long, network: withoutDropout(long.network) }, { batch: 'full' });
    const whole = await curve(await prepared(full), 4);
    const session = startSession({}, { maximumBatch: 13 });
    expect(await session.ask('prepare', session.preparation('a', full))).toMatchObject({ value: { microBatches: 5 } });
    await session.ask('advance', { run: 'a', steps: 1, stepsPerSecond: 0 });
    await session.idle();
    const before = memory().numTensors;
    const parts = await curve(session, 3);
    await session.idle();
    expect(memory().numTensors).toBe(before);
    expect(parts).toHaveLength(whole.length);
    parts.forEach((loss, index) => expect(loss).toBeCloseTo(whole[index] ?? Number.NaN, 4));
  });

  it('reproduces a run from its document and timed changes', async () => {
    const live = { ...liveSettings(long), weights: [0.1, 0.1, 0.8], learningRate: 0.01 };
    const runs = [];
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const session = await prepared(long);
      await session.ask('advance', { run: 'a', steps: 4, stepsPerSecond: 0 });
      expect(await session.ask('change', { run: 'a', live })).toMatchObject({ value: { step: 4 } });
      runs.push(await curve(session, 6));
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[0]).not.toEqual(await curve(await prepared(long), 10));
  });

  it('sends no metrics while some are unacknowledged, and nothing is missing afterwards', async () => {
    const session = startSession({}, { acknowledge: false });
    await session.ask('prepare', session.preparation('a', train(long, { evaluateEvery: 3 })));
    await session.until(() => session.events('metrics').length === 1);
    await session.ask('advance', { run: 'a', steps: 40, stepsPerSecond: 0 });
    expect(session.events('metrics')).toHaveLength(1);
    session.acknowledge();
    await session.until(() => session.events('metrics').length === 2);
    expect(session.losses()).toHaveLength(40 * 3);
    expect(session.tests().map((test) => test.step).slice(0, 2)).toEqual([0, 3]);
  });

  it('stops at a loss that is not finite, names task and step, and goes back to good weights', async () => {
    const descent: Experiment = { ...long, optimizer: { kind: 'sgd', learningRate: 0.01, values: {}, groups: [] } };
    const session = await prepared(descent);
    await session.ask('advance', { run: 'a', steps: 3, stepsPerSecond: 0 });
    await session.ask('change', { run: 'a', live: { ...liveSettings(descent), weights: [1000, 1000, 1000], learningRate: 10 } });
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'failed');
    await session.until(() => session.events('checkpoint').length > 1);
    const problem = session.events('problem').at(-1);
    expect(problem).toMatchObject({ code: 'not-finite', canContinue: true });
    expect(long.tasks.map((task) => task.id)).toContain(problem?.figures['task']);
    expect(problem?.figures['step']).toBeGreaterThan(3);
    const state = session.events('checkpoint').at(-1);
    // The weights before the last step whose loss was read: more is not known to be good.
    expect(state?.step).toBeGreaterThanOrEqual(2);
    expect(state?.weights.every(Number.isFinite)).toBe(true);
  });

  it('answers for the latest run only, and frees the one before', async () => {
    const session = await prepared(long);
    await session.idle();
    const before = memory().numTensors;
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    const reply = await session.ask('prepare', session.preparation('b', long));
    expect(reply.type).toBe('reply');
    await session.idle();
    expect(memory().numTensors).toBe(before);
    for (const kind of ['pause', 'checkpoint'] as const) {
      expect(await session.ask(kind, { run: 'a' })).toMatchObject({ type: 'refusal', problem: { code: 'no-such-run' } });
    }
    expect(await session.ask('pause', { run: 'b' })).toMatchObject({ value: { step: 0 } });
  });

  it('frees a run that ends while it is being measured, and refuses what was asked of it', async () => {
    const session = await prepared(long);
    await session.idle();
    const before = memory().numTensors;
    const cost = session.ask('cost', { run: 'a' });
    const asked = (['checkpoint', 'affinity'] as const).map((kind) => session.ask(kind, { run: 'a' }));
    expect(await session.ask('prepare', session.preparation('b', long))).toMatchObject({ type: 'reply' });
    expect(await cost).toMatchObject({ type: 'refusal', problem: { code: 'no-such-run' } });
    for (const one of asked) expect((await one).type).toMatch(/^(reply|refusal)$/);
    await session.idle();
    expect(memory().numTensors).toBe(before);
  });

  it('prepares a newer run also where the device of the one before frees nothing any more', async () => {
    const session = startSession();
    await session.ask('prepare', session.preparation('a', long));
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    const current = backend();
    const free = vi.spyOn(current, 'disposeData').mockImplementation(() => {
      throw new Error('the device is gone');
    });
    const unhandled = vi.fn<(reason: unknown) => void>();
    process.on('unhandledRejection', unhandled);
    try {
      expect(await session.ask('prepare', session.preparation('b', { ...long, network: { ...long.network, wires: [] } }))).toMatchObject({ problem: { code: 'network-faulty' } });
      expect(free).toHaveBeenCalled();
    } finally {
      free.mockRestore();
    }
    await session.idle();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('refuses a faulty network and missing data with their problems, and can then prepare another', async () => {
    const session = startSession();
    const faulty: Experiment = { ...tinyExperiment, network: { ...tinyExperiment.network, wires: [] } };
    expect(await session.ask('prepare', session.preparation('a', faulty))).toMatchObject({ problem: { code: 'network-faulty' } });
    const many: Experiment = { ...tinyExperiment, data: { ...tinyExperiment.data, train: 61 } };
    expect(await session.ask('prepare', session.preparation('b', many))).toMatchObject({ problem: { code: 'too-few-images' } });
    expect(await session.ask('prepare', session.preparation('c', tinyExperiment))).toMatchObject({ type: 'reply' });
  });

  it('tells an exception in a step as a problem that ends the run', async () => {
    const session = await prepared(long);
    session.world.break = 'wasm: memory access out of bounds';
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'failed');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem').at(-1)).toMatchObject({ code: 'out-of-memory', canContinue: false });
    session.world.break = undefined;
    expect(await session.ask('play', { run: 'a', stepsPerSecond: 0 })).toMatchObject({ type: 'refusal' });
  });

  it('goes on from the last checkpoint on another device when its device is lost', async () => {
    let lose: (reason: string) => void = () => {};
    const device = (id: 'webgpu' | 'cpu', lost: Promise<string>): ChosenDevice => ({
      adapter: '',
      software: false,
      lost,
      settle: () => Promise.resolve(),
      report: { device: id, preference: 'auto', adapter: '', software: false, rejected: [] },
    });
    const devices = [device('webgpu', new Promise((resolve) => (lose = resolve))), device('cpu', neverLost)];
    const session = startSession({
      chooseDevice: () => {
        const next = devices.shift();
        return Promise.resolve(next === undefined ? fail({ code: 'no-device', figures: {}, detail: '', canContinue: false }) : ok(next));
      },
    });
    await session.ask('prepare', session.preparation('a', long));
    await session.ask('advance', { run: 'a', steps: 6, stepsPerSecond: 0 });
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 9);
    lose('test');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem')).toMatchObject([{ code: 'device-lost', figures: { step: 6 }, canContinue: true }]);
    expect(session.events('device').map((report) => report.device)).toEqual(['webgpu', 'cpu']);
    await session.until(() => session.phase() === 'paused');
    // The page is told the state that the run goes on from, and what the network says in it.
    await session.until(() => session.events('predictions').at(-1)?.step === 6);
    expect(session.events('checkpoint').at(-1)?.step).toBe(6);
    const again = await prepared(long);
    const plain = await curve(again, 8);
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    expect(session.losses().slice(-6)).toEqual(plain.slice(-6));
  });
});

describe('what tasks do to one another', () => {
  const balanced = (method: Experiment['balancing']['method']): Experiment => ({ ...long, balancing: { method, values: {} } });

  it('steps on one task alone, which the metrics name, and rests again', async () => {
    const session = await prepared(balanced('pcgrad'));
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 3);
    const reply = await session.ask('step-task', { run: 'a', task: 2 });
    const taken = session.stepsTaken();
    expect(reply).toMatchObject({ value: { step: taken } });
    expect(session.phase()).toBe('paused');
    expect(session.events('metrics').flatMap((batch) => batch.taskSteps ?? [])).toEqual([{ step: taken, task: 2 }]);
    await session.idle();
    expect(session.stepsTaken()).toBe(taken);
    expect(await session.ask('step-task', { run: 'a', task: 3 })).toMatchObject({ type: 'refusal' });
  });

  it('comes out the same again when the same steps on tasks are taken', async () => {
    const curveOf = async () => {
      const session = await prepared(balanced('gradvac'));
      await curve(session, 3);
      await session.ask('step-task', { run: 'a', task: 0 });
      return curve(session, 3);
    };
    expect(await curveOf()).toEqual(await curveOf());
  });

  it('measures affinity and cost between two steps, and changes nothing by it', async () => {
    const [quiet, asked] = [await prepared(balanced('mgda')), await prepared(balanced('mgda'))];
    const untouched = await curve(quiet, 6);
    await curve(asked, 3);
    const affinity = await asked.ask('affinity', { run: 'a' });
    expect(affinity).toMatchObject({ kind: 'affinity', value: { step: 3, effects: [0, 1, 2].map(() => [0, 1, 2].map(() => expect.any(Number))) } });
    const cost = await asked.ask('cost', { run: 'a' });
    // In made-up time a plain step takes 20 ms, any other twice as long.
    const passes = { forward: 1, shared: 3, heads: 0 };
    expect(cost).toMatchObject({ value: { passes, plainMilliseconds: 20, methodMilliseconds: 40, steps: 7 } });
    expect(await curve(asked, 3)).toEqual(untouched);
  });

  it('measures the conflict as often as it is asked to', async () => {
    const session = await prepared(long);
    await session.ask('observe', { run: 'a', conflictEvery: 2 });
    await session.ask('advance', { run: 'a', steps: 5, stepsPerSecond: 0 });
    const steps = session.events('metrics').flatMap((batch) => batch.conflicts.filter(({ layer }) => layer === undefined).flatMap((column) => [...column.steps]));
    expect(steps).toEqual([1, 3, 5]);
  });

  it('freezes layers from the next step on', async () => {
    const session = await prepared(long);
    await session.ask('change', { run: 'a', live: { ...liveSettings(long), frozen: ['dense'] } });
    const first = await session.ask('checkpoint', { run: 'a' });
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    const second = await session.ask('checkpoint', { run: 'a' });
    // The dense layer is all that is shared, and lies at the front.
    const shared = (reply: typeof first) => (reply.type === 'reply' && reply.kind === 'checkpoint' ? reply.value.weights.slice(0, 16 * 8 + 8) : undefined);
    expect(shared(second)).toEqual(shared(first));
    expect(second).not.toEqual(first);
  });

  it('tells what a method has to say at its first step, and not at every one', async () => {
    const session = await prepared({ ...balanced('pcgrad'), network: { ...long.network, layers: long.network.layers.map((layer) => (layer.id === 'dense' ? { ...layer, frozen: true } : layer)) } });
    await session.ask('advance', { run: 'a', steps: 12, stepsPerSecond: 0 });
    expect(session.events('problem')).toEqual([
      { code: 'nothing-shared', figures: { count: expect.any(Number), first: 1, last: expect.any(Number) }, detail: '', canContinue: true },
    ]);
    const notes = session.events('metrics').flatMap((batch) => batch.notes ?? []);
    expect(notes.reduce((sum, { count }) => sum + count, 0)).toBe(12);
  });
});
