import { beforeAll, describe, expect, it } from 'vitest';
import { memory } from '@tensorflow/tfjs-core';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { engineRevision } from '../revision';
import { curve, endless, prepared, withTraining } from './tiny-runs.test-helpers';
import { startSession } from '../testing/test-session';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';

beforeAll(() => useBackend('cpu'));

function withoutDropout(network: Experiment['network']): Experiment['network'] {
  const layers = network.layers.map((layer) => (layer.kind === 'dropout' ? { ...layer, values: { rate: 0 } } : layer));
  return { ...network, layers };
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
    // Arrays are kept of the test of all images alone, and of classifications.
    const scores = { precision: expect.any(Number), recall: expect.any(Number), f1: expect.any(Number), auc: expect.any(Number) };
    expect(tests[0]?.tasks.map(({ details }) => details)).toEqual([{ metrics: scores }, { metrics: scores }, undefined]);
    expect(tests.at(-1)?.tasks.map(({ details }) => details?.confusion?.length)).toEqual([100, 4, undefined]);
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

  it('says soon after play what it says now to the images shown, and then once a second', async () => {
    const session = await prepared(endless);
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    const trainedOn = () => session.events('predictions').filter(({ step }) => step > 0).map(({ step }) => step);
    await session.until(() => trainedOn().length > 1);
    await session.ask('pause', { run: 'a' });
    await session.idle();
    const [first = Infinity, second = Infinity] = trainedOn();
    // A step takes 20 ms here.
    expect(first).toBeLessThanOrEqual(15);
    expect(second - first).toBeGreaterThanOrEqual(45);
  });

  it('pauses within one step', async () => {
    const session = await prepared(endless);
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
    const experiment = { ...endless, seed: session.seedThatBeginsWith(0, [8, 52]) };
    await session.ask('prepare', session.preparation('a', experiment));
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.idle();
    expect(session.phase()).toBe('running');
    expect(await session.ask('pause', { run: 'a' })).toMatchObject({ value: { step: 1 } });
  });

  it('plays on at once, though an idle evaluation waits for images that do not come', async () => {
    const files = tinyFiles([60], [512, 8]);
    const session = startSession({ fetchFrom: () => (path) => (path === 'mnist/test-1.bin' ? new Promise(() => {}) : fetchOf(files)(path)) });
    const experiment: Experiment = { ...endless, data: { ...endless.data, test: 520 } };
    await session.ask('prepare', session.preparation('a', experiment));
    for (let times = 0; times < 3; times += 1) await session.ask('advance', { run: 'a', steps: 1, stepsPerSecond: 0 });
    expect(session.stepsTaken()).toBe(3);
    expect(await session.ask('prepare', session.preparation('b', experiment))).toMatchObject({ type: 'reply' });
  });

  it('takes a play that comes while a pause is being wound up', async () => {
    const session = await prepared(endless);
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
    const session = await prepared(endless);
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
    const plain = await curve(await prepared(endless), 12);
    const tested = await curve(await prepared(withTraining(tinyExperiment, { evaluateEvery: 1, epochs: 1000 })), 12);
    expect(tested).toEqual(plain);

    const halting = await prepared(endless);
    for (const steps of [3, 1, 8]) await halting.ask('advance', { run: 'a', steps, stepsPerSecond: 0 });
    expect(halting.losses()).toEqual(plain);

    const first = await prepared(endless);
    const begin = await curve(first, 5);
    const state = await first.ask('checkpoint', { run: 'a' });
    if (state.type !== 'reply' || state.kind !== 'checkpoint') throw new Error('no checkpoint');
    expect(state.value.engine).toBe(engineRevision);
    const rest = await curve(await prepared(endless, structuredClone(state.value)), 7);
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
      await session.ask('prepare', session.preparation('a', endless));
      curves.push(await curve(session, 12));
    }
    expect(curves[1]).toEqual(curves[0]);
    expect(curves[2]).toEqual(curves[0]);
  });

  it('leaves nothing on the device however long it trains, tests and is idle', async () => {
    const session = await prepared(withTraining(endless, { evaluateEvery: 2 }));
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
    const full = withTraining({ ...endless, network: withoutDropout(endless.network) }, { batch: 'full' });
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
    const live = { ...liveSettings(endless), weights: [0.1, 0.1, 0.8], learningRate: 0.01 };
    const runs = [];
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const session = await prepared(endless);
      await session.ask('advance', { run: 'a', steps: 4, stepsPerSecond: 0 });
      expect(await session.ask('change', { run: 'a', live })).toMatchObject({ value: { step: 4 } });
      runs.push(await curve(session, 6));
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[0]).not.toEqual(await curve(await prepared(endless), 10));
  });

  it('sends no metrics while some are unacknowledged, and nothing is missing afterwards', async () => {
    const session = startSession({}, { acknowledge: false });
    await session.ask('prepare', session.preparation('a', withTraining(endless, { evaluateEvery: 3 })));
    await session.until(() => session.events('metrics').length === 1);
    await session.ask('advance', { run: 'a', steps: 40, stepsPerSecond: 0 });
    expect(session.events('metrics')).toHaveLength(1);
    session.acknowledge();
    await session.until(() => session.events('metrics').length === 2);
    expect(session.losses()).toHaveLength(40 * 3);
    expect(session.tests().map((test) => test.step).slice(0, 2)).toEqual([0, 3]);
  });
});
