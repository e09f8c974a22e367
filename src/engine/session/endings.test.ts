import { beforeAll, describe, expect, it, vi } from 'vitest';
import { backend, memory } from '@tensorflow/tfjs-core';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { fail, ok } from '../../lib/result';
import { neverLost, type ChosenDevice } from '../backend/device';
import { useBackend } from '../backend/node-backends';
import { startSession } from '../testing/test-session';
import { tinyExperiment } from '../testing/tiny-data';
import { curve, endless, prepared, withTraining } from './tiny-runs.test-helpers';

beforeAll(() => useBackend('cpu'));

describe('a session whose run cannot go on', () => {
  it('stops at a loss that is not finite, names task and step, and goes back to good weights', async () => {
    const descent: Experiment = { ...endless, optimizer: { kind: 'sgd', learningRate: 0.01, values: {}, groups: [] } };
    const session = await prepared(descent);
    await session.ask('advance', { run: 'a', steps: 3, stepsPerSecond: 0 });
    await session.ask('change', { run: 'a', live: { ...liveSettings(descent), weights: [1000, 1000, 1000], learningRate: 10 } });
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'failed');
    await session.until(() => session.events('checkpoint').length > 1);
    const problem = session.events('problem').at(-1);
    expect(problem).toMatchObject({ code: 'not-finite', canContinue: true });
    expect(endless.tasks.map((task) => task.id)).toContain(problem?.params['task']);
    expect(problem?.params['step']).toBeGreaterThan(3);
    const state = session.events('checkpoint').at(-1);
    // The weights before the last step whose loss was read: more is not known to be good.
    expect(state?.step).toBeGreaterThanOrEqual(2);
    expect(state?.weights.every(Number.isFinite)).toBe(true);
  });

  describe.each([
    // Answers to the images shown that are beyond all numbers; and finite ones, whose squared
    // errors are not.
    ['its predictions', 1e30],
    ['the test of all images', 1e24],
  ])('after a last step that spoils the weights, as is seen in %s', (_, learningRate) => {
    const descent: Experiment = {
      ...endless,
      data: { ...endless.data, validation: 0.2 },
      optimizer: { kind: 'sgd', learningRate: 0.01, values: {}, groups: [] },
    };

    it.each([3, 1])('fails, names task and step, and stops at the last good weights: step %d', async (steps) => {
      const session = await prepared(descent);
      if (steps > 1) await session.ask('advance', { run: 'a', steps: steps - 1, stepsPerSecond: 0 });
      const good = await session.ask('checkpoint', { run: 'a' });
      await session.ask('change', { run: 'a', live: { ...liveSettings(descent), learningRate } });
      await session.ask('advance', { run: 'a', steps: 1, stepsPerSecond: 0 });
      await session.until(() => session.events('problem').length > 0);
      expect(session.events('problem')).toMatchObject([{ code: 'not-finite', params: { step: steps }, canContinue: true }]);
      expect(endless.tasks.map((task) => task.id)).toContain(session.events('problem')[0]?.params['task']);
      await session.until(() => session.phase() === 'failed' && session.events('predictions').at(-1)?.step === steps - 1);
      const state = session.events('checkpoint').at(-1);
      expect(good).toMatchObject({ value: { step: steps - 1, weights: state?.weights } });
      // No point of a test is in the record that has metrics of those weights.
      for (const { tasks } of session.tests()) expect(tasks.flatMap(({ loss, sums }) => [loss, ...sums]).every(Number.isFinite)).toBe(true);
      await session.ask('change', { run: 'a', live: liveSettings(descent) });
      await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
      await session.until(() => session.tests().some(({ split, step }) => split === 'train' && step === steps + 1));
      expect(session.events('problem')).toHaveLength(1);
    });
  });

  it('stops at a test on the way that is not finite', async () => {
    const often = withTraining({ ...endless, optimizer: { kind: 'sgd', learningRate: 0.01, values: {}, groups: [] } }, { evaluateEvery: 1 });
    const session = await prepared(often);
    // Long enough for a tenth of the time to have room for a test.
    await session.ask('advance', { run: 'a', steps: 20, stepsPerSecond: 0 });
    await session.ask('change', { run: 'a', live: { ...liveSettings(often), learningRate: 1e24 } });
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'failed');
    expect(session.events('problem')).toMatchObject([{ code: 'not-finite', params: { step: 21 } }]);
    await session.until(() => session.events('checkpoint').at(-1)?.step === 20);
  });

  it('answers for the latest run only, and frees the one before', async () => {
    const session = await prepared(endless);
    await session.idle();
    const before = memory().numTensors;
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    const reply = await session.ask('prepare', session.preparation('b', endless));
    expect(reply.type).toBe('reply');
    await session.idle();
    expect(memory().numTensors).toBe(before);
    for (const kind of ['pause', 'checkpoint'] as const) {
      expect(await session.ask(kind, { run: 'a' })).toMatchObject({ type: 'refusal', problem: { code: 'no-such-run' } });
    }
    expect(await session.ask('pause', { run: 'b' })).toMatchObject({ value: { step: 0 } });
  });

  it('frees a run that ends while it is being measured, and refuses what was asked of it', async () => {
    const session = await prepared(endless);
    await session.idle();
    const before = memory().numTensors;
    const cost = session.ask('inspect', { run: 'a', question: { kind: 'cost' } });
    const asked = [session.ask('checkpoint', { run: 'a' }), session.ask('inspect', { run: 'a', question: { kind: 'affinity' } })];
    expect(await session.ask('prepare', session.preparation('b', endless))).toMatchObject({ type: 'reply' });
    expect(await cost).toMatchObject({ type: 'refusal', problem: { code: 'no-such-run' } });
    for (const one of asked) expect((await one).type).toMatch(/^(reply|refusal)$/);
    await session.idle();
    expect(memory().numTensors).toBe(before);
  });

  it('prepares a newer run also where the device of the one before frees nothing any more', async () => {
    const session = startSession();
    await session.ask('prepare', session.preparation('a', endless));
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    const current = backend();
    const free = vi.spyOn(current, 'disposeData').mockImplementation(() => {
      throw new Error('the device is gone');
    });
    const unhandled = vi.fn<(reason: unknown) => void>();
    process.on('unhandledRejection', unhandled);
    try {
      expect(await session.ask('prepare', session.preparation('b', { ...endless, network: { ...endless.network, wires: [] } }))).toMatchObject({ problem: { code: 'network-faulty' } });
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
    const session = await prepared(endless);
    session.world.break = 'wasm: memory access out of bounds';
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.phase() === 'failed');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem').at(-1)).toMatchObject({ code: 'out-of-memory', canContinue: false });
    session.world.break = undefined;
    expect(await session.ask('play', { run: 'a', stepsPerSecond: 0 })).toMatchObject({ type: 'refusal' });
  });

  it.each([
    ['fifty steps', 1, 50],
    ['an epoch, where that is shorter', 8, 8],
  ])('has kept a state after %s, long before five seconds are over', async (_what, batchSize, step) => {
    const session = await prepared(withTraining(endless, { batchSize }));
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.events('checkpoint').length > 0);
    expect(session.events('checkpoint').map((state) => state.step)).toEqual([step]);
    await session.until(() => session.stepsTaken() > 2 * step);
    expect(session.events('checkpoint')).toHaveLength(1);
    await session.ask('pause', { run: 'a' });
  });

  it('goes on from the last checkpoint on another device when its device is lost', async () => {
    const { session, lose } = onDeviceThatMayBeLost();
    await session.ask('prepare', session.preparation('a', endless));
    await session.ask('advance', { run: 'a', steps: 6, stepsPerSecond: 0 });
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 9);
    // The first epoch ends behind step 7: what came until then is kept.
    lose('test');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem')).toMatchObject([{ code: 'device-lost', params: { step: 8 }, canContinue: true }]);
    expect(session.events('device').map((report) => report.device)).toEqual(['webgpu', 'cpu']);
    await session.until(() => session.phase() === 'paused');
    // The page is told the state that the run goes on from, and what the network says in it.
    await session.until(() => session.events('predictions').at(-1)?.step === 8);
    expect(session.events('checkpoint').at(-1)?.step).toBe(8);
    const again = await prepared(endless);
    const plain = await curve(again, 10);
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    expect(session.losses().slice(-6)).toEqual(plain.slice(-6));
  });

  it('takes another device when its own is lost while it is idle, and the next play goes on at once', async () => {
    const { session, lose } = onDeviceThatMayBeLost();
    await session.ask('prepare', session.preparation('a', endless));
    await session.ask('advance', { run: 'a', steps: 6, stepsPerSecond: 0 });
    await session.idle();
    lose('test');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem')).toMatchObject([{ code: 'device-lost', params: { step: 6 }, canContinue: true }]);
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    expect(session.events('device').map((report) => report.device)).toEqual(['webgpu', 'cpu']);
    const again = await prepared(endless);
    expect(session.losses()).toEqual(await curve(again, 8));
    expect(session.events('problem')).toHaveLength(1);
  });

  it('begins with kept weights on another device, when its own is lost before the first step', async () => {
    const { session, lose } = onDeviceThatMayBeLost();
    const again = await prepared(endless);
    await curve(again, 6);
    const reply = await again.ask('checkpoint', { run: 'a' });
    if (reply.type !== 'reply' || reply.kind !== 'checkpoint') throw new Error('no state');
    const changed: Experiment = { ...endless, seed: 12 };
    const start = await session.ask('keep-weights', { experiment: changed, from: { experiment: endless, state: reply.value } });
    if (start.type !== 'reply' || start.kind !== 'keep-weights') throw new Error('no start');
    const { state } = start.value;
    expect(state).toMatchObject({ step: 0, weights: reply.value.weights });
    await session.ask('prepare', session.preparation('a', changed, state));
    await session.until(() => session.tests().length > 0);
    lose('test');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem')).toMatchObject([{ code: 'device-lost', params: { step: 0 }, canContinue: true }]);
    await session.ask('advance', { run: 'a', steps: 3, stepsPerSecond: 0 });
    expect(session.losses()).toEqual(await curve(await prepared(changed, state), 3));
    expect(session.losses()).not.toEqual(await curve(await prepared(changed), 3));
  });

  it('goes on on another device, which it takes for good, when its own stops answering in the middle of training', async () => {
    const { session, device, asked } = onDeviceThatFallsSilent();
    await session.ask('prepare', session.preparation('a', endless));
    await session.ask('advance', { run: 'a', steps: 6, stepsPerSecond: 0 });
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 9);
    device.answers = false;
    await session.elapse(90);
    expect(session.events('problem')).toEqual([]);
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem')).toMatchObject([{ code: 'device-silent', params: { step: 8 }, canContinue: true }]);
    expect(session.events('device').map((report) => report.device)).toEqual(['webgpu', 'cpu']);
    expect(asked).toEqual([[], ['webgpu']]);
    await session.until(() => session.phase() === 'paused');
    const again = await prepared(endless);
    const plain = await curve(again, 10);
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    expect(session.losses().slice(-6)).toEqual(plain.slice(-6));
  });

  it('waits for a device that is slow, as long as something is answered now and then', async () => {
    const { session, device } = onDeviceThatFallsSilent();
    await session.ask('prepare', session.preparation('a', endless));
    device.answersAfter = 70;
    await session.ask('advance', { run: 'a', steps: 5, stepsPerSecond: 0 });
    expect(session.events('problem')).toEqual([]);
    expect(session.events('device').map((report) => report.device)).toEqual(['webgpu']);
  });

  it('takes another device when its own never comes to the end of compiling', async () => {
    const { session, device, asked } = onDeviceThatFallsSilent({ compiles: true });
    device.answers = false;
    expect((await session.ask('prepare', session.preparation('a', endless))).type).toBe('reply');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem')).toMatchObject([{ code: 'device-silent', params: { step: 0 }, canContinue: true }]);
    expect(asked).toEqual([[], ['webgpu']]);
    await session.ask('advance', { run: 'a', steps: 3, stepsPerSecond: 0 });
    expect(session.losses()).toEqual(await curve(await prepared(endless), 3));
  });
});

/**
 * A session on a card that may stop answering, after a tenth of a second of silence, and then on a
 * processor.
 */
function onDeviceThatFallsSilent({ compiles = false } = {}) {
  const device = { answers: true, answersAfter: 0 };
  const asked: (readonly string[])[] = [];
  let giveUp: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => (giveUp = resolve));
  const settle = async () => {
    if (!device.answers) await new Promise<never>(() => {});
    if (device.answersAfter > 0) await session.elapse(device.answersAfter);
  };
  const report = (id: 'webgpu' | 'cpu') => ({ device: id, preference: 'auto' as const, adapter: '', software: false, rejected: [] });
  const card: ChosenDevice = {
    adapter: '',
    software: false,
    lost,
    silence: { deadline: 100, giveUp },
    settle,
    ...(compiles ? { compileWarmUp: async (warmUp: () => Promise<void>) => warmUp().then(() => ({ compiled: settle() })) } : {}),
    report: report('webgpu'),
  };
  const cpu: ChosenDevice = { adapter: '', software: false, lost: neverLost, settle: () => Promise.resolve(), report: report('cpu') };
  const session = startSession({
    chooseDevice: (_preference, { avoid = new Set() }) => {
      asked.push([...avoid]);
      return Promise.resolve(ok(avoid.has('webgpu') ? cpu : card));
    },
  });
  return { session, device, asked };
}

/** A session on a device that can be lost, and then on one that cannot. */
function onDeviceThatMayBeLost(): { readonly session: ReturnType<typeof startSession>; readonly lose: (reason: string) => void } {
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
      return Promise.resolve(next === undefined ? fail({ code: 'no-device', params: {}, detail: '', canContinue: false }) : ok(next));
    },
  });
  return { session, lose };
}
