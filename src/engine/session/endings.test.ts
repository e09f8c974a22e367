import { beforeAll, describe, expect, it, vi } from 'vitest';
import { backend, memory } from '@tensorflow/tfjs-core';
import { liveSettings } from '../../experiment/field-classes';
import type { Experiment } from '../../experiment/schema';
import { fail, ok } from '../../lib/result';
import { neverLost, type ChosenDevice } from '../backend/device';
import { useBackend } from '../backend/node-backends';
import { startSession } from '../testing/test-session';
import { tinyExperiment } from '../testing/tiny-data';
import { curve, endless, prepared } from './tiny-runs.test-helpers';

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
    expect(endless.tasks.map((task) => task.id)).toContain(problem?.figures['task']);
    expect(problem?.figures['step']).toBeGreaterThan(3);
    const state = session.events('checkpoint').at(-1);
    // The weights before the last step whose loss was read: more is not known to be good.
    expect(state?.step).toBeGreaterThanOrEqual(2);
    expect(state?.weights.every(Number.isFinite)).toBe(true);
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
    const cost = session.ask('cost', { run: 'a' });
    const asked = (['checkpoint', 'affinity'] as const).map((kind) => session.ask(kind, { run: 'a' }));
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

  it('goes on from the last checkpoint on another device when its device is lost', async () => {
    const { session, lose } = onDeviceThatMayBeLost();
    await session.ask('prepare', session.preparation('a', endless));
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
    const again = await prepared(endless);
    const plain = await curve(again, 8);
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    expect(session.losses().slice(-6)).toEqual(plain.slice(-6));
  });

  it('takes another device when its own is lost while it rests, and the next play goes on at once', async () => {
    const { session, lose } = onDeviceThatMayBeLost();
    await session.ask('prepare', session.preparation('a', endless));
    await session.ask('advance', { run: 'a', steps: 6, stepsPerSecond: 0 });
    await session.idle();
    lose('test');
    await session.until(() => session.events('problem').length > 0);
    expect(session.events('problem')).toMatchObject([{ code: 'device-lost', figures: { step: 6 }, canContinue: true }]);
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    expect(session.events('device').map((report) => report.device)).toEqual(['webgpu', 'cpu']);
    const again = await prepared(endless);
    expect(session.losses()).toEqual(await curve(again, 8));
    expect(session.events('problem')).toHaveLength(1);
  });
});

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
      return Promise.resolve(next === undefined ? fail({ code: 'no-device', figures: {}, detail: '', canContinue: false }) : ok(next));
    },
  });
  return { session, lose };
}
