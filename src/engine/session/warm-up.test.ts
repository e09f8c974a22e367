import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { ok } from '../../lib/result';
import { neverLost, type ChosenDevice } from '../backend/device';
import { useBackend } from '../backend/node-backends';
import { createExperimentData } from '../data/experiment-data';
import { openShardStore } from '../data/shard-store';
import { balancedBy, forked, tangled } from '../testing/small-experiments';
import { startSession } from '../testing/test-session';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { createTrainer } from '../trainer';
import { warmUp } from './warm-up';

const experiment = { ...forked, data: { ...forked.data, train: 60, test: 20 }, training: { ...forked.training, batch: 'mini', batchSize: 8, epochs: 1 } } as const;

const dense = { kind: 'dense', values: { units: 4, activation: 'linear' } } as const;
const heads = ['digit', 'parity'].map((task) => ({ kind: 'head' as const, id: `head-${task}`, values: { task } }));

/** 60 images in batches of 59, and a layer that cannot take a batch of one. */
const normalised: Experiment = {
  ...experiment,
  tasks: experiment.tasks.slice(0, 2),
  training: { ...experiment.training, batchSize: 59 },
  network: {
    layers: [
      { id: 'input', kind: 'input' as const, values: { field: 'image' } },
      { id: 'dense', ...dense },
      { id: 'norm', kind: 'batch-norm' as const, values: {} },
      ...heads,
    ].map((layer) => ({ ...layer, initialiser: 'auto', x: 0, y: 0 })),
    wires: [
      { from: 'input', to: 'dense' },
      { from: 'dense', to: 'norm' },
      ...heads.map(({ id }) => ({ from: 'norm', to: id })),
    ],
    ties: [],
  },
};

/** The cpu as a device that compiles: it runs the warm-up and tells of two programs. */
function compilingDevice(between: () => Promise<void> = () => Promise.resolve()): ChosenDevice & { readonly leftTensors: number[] } {
  const leftTensors: number[] = [];
  return {
    leftTensors,
    adapter: '',
    software: true,
    lost: neverLost,
    settle: () => Promise.resolve(),
    compileWarmUp: async (warmUp, onProgress) => {
      const before = memory().numTensors;
      await warmUp();
      await Promise.resolve();
      leftTensors.push(memory().numTensors - before);
      const compiled = async () => {
        onProgress(0, 2);
        await between();
        onProgress(2, 2);
      };
      return { compiled: compiled() };
    },
    report: { device: 'cpu', preference: 'cpu', adapter: '', software: true, rejected: [] },
  };
}

/**
 * A device whose compilation of that number waits until it is released; all others are done at
 * once.
 */
function deviceThatWaits(number: number) {
  let begun = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const device = compilingDevice(() => ((begun += 1) === number ? released : Promise.resolve()));
  return { device, begun: () => begun, release };
}

beforeAll(() => useBackend('cpu'));

describe('a device that compiles', () => {
  it.each([['jointly', experiment], ['by the Gram matrix', balancedBy({ ...tangled, data: experiment.data, training: experiment.training }, 'mgda')]])(
    'gets a warm-up that leaves nothing and changes nothing, %s',
    async (_name, trained) => {
      const device = compilingDevice();
      const warmed = startSession({ chooseDevice: () => Promise.resolve(ok(device)) });
      const plain = startSession();
      for (const session of [warmed, plain]) {
        expect((await session.ask('prepare', session.preparation('run', trained))).type).toBe('reply');
        await session.ask('advance', { run: 'run', steps: 5, stepsPerSecond: 0 });
      }
      expect(device.leftTensors).toEqual([0]);
      expect(warmed.events('progress').filter(({ phase }) => phase === 'kernels')).toEqual([
        { phase: 'kernels', done: 0, total: 2 },
        { phase: 'kernels', done: 2, total: 2 },
      ]);
      expect(plain.events('progress').some(({ phase }) => phase === 'kernels')).toBe(false);
      expect(warmed.losses()).toEqual(plain.losses());
    },
  );

  it('warms up batches of the size that comes, also where the images are one more than whole batches', async () => {
    const store = await openShardStore('mnist', fetchOf(tinyFiles([20, 20, 20], [20])), () => Promise.resolve());
    if (!store.ok) throw new Error(store.error.detail);
    const data = createExperimentData(normalised, store.value);
    const trainer = createTrainer(normalised);
    if (!data.ok || !trainer.ok) throw new Error('the test’s own document is at fault');
    await data.value.ready(0);
    await data.value.subsetReady();
    const before = memory().numTensors;
    await warmUp(trainer.value, data.value, 'slow');
    expect(trainer.value.step).toBe(2);
    data.value.free();
    expect(memory().numTensors).toBeLessThan(before);
  });

  it('trains when the warm-up breaks off, which leaves nothing either', async () => {
    const device = compilingDevice();
    let trainers = 0;
    const session = startSession({
      chooseDevice: () => Promise.resolve(ok(device)),
      createTrainer: (document, restore) => {
        const created = createTrainer(document, restore);
        trainers += 1;
        // The second one is the warm-up's.
        if (created.ok && trainers === 2) created.value.drain = () => Promise.reject(new Error('cannot be warmed up'));
        return created;
      },
    });
    expect((await session.ask('prepare', session.preparation('run', experiment))).type).toBe('reply');
    await session.ask('advance', { run: 'run', steps: 3, stepsPerSecond: 0 });
    expect(trainers).toBe(2);
    expect(device.leftTensors).toEqual([0]);
    expect(session.losses().length).toBe(3 * experiment.tasks.length);
  });

  it('gets a warm-up of settings that change which programs run, and no step comes before they are there', async () => {
    const { device, release } = deviceThatWaits(2);
    const changing = startSession({ chooseDevice: () => Promise.resolve(ok(device)) });
    const plain = startSession();
    const other = liveSettings(balancedBy(experiment, 'pcgrad'));
    const live = { ...other, regularisation: { ...other.regularisation, clipNorm: 1 } };
    for (const session of [changing, plain]) {
      await session.ask('prepare', session.preparation('run', experiment));
      await session.ask('advance', { run: 'run', steps: 3, stepsPerSecond: 0 });
      const changed = session.ask('change', { run: 'run', live });
      const advanced = session.ask('advance', { run: 'run', steps: 2, stepsPerSecond: 0 });
      await session.idle();
      // Three of the run and two of each warm-up; elsewhere the run's five.
      expect(session.stepsTaken()).toBe(session === changing ? 3 + 2 + 2 : 5);
      release();
      await Promise.all([changed, advanced]);
      await session.ask('change', { run: 'run', live: { ...live, learningRate: live.learningRate / 2 } });
      await session.ask('advance', { run: 'run', steps: 2, stepsPerSecond: 0 });
    }
    // Once at the start, once for the method and the clipping, not for a rate.
    expect(device.leftTensors).toEqual([0, 0]);
    expect(changing.losses().length).toBe(7 * experiment.tasks.length);
    expect(changing.losses()).toEqual(plain.losses());
  });

  it('gets a warm-up of a step on one task and of each measure before the first of its kind', async () => {
    const device = compilingDevice();
    const compiling = startSession({ chooseDevice: () => Promise.resolve(ok(device)) });
    const plain = startSession();
    const answersOf = async (session: typeof plain) => {
      await session.ask('prepare', session.preparation('run', { ...tinyExperiment, balancing: { method: 'mgda', values: {} } }));
      const answers = [await session.ask('inspect', { run: 'run', question: { kind: 'affinity' } }), await session.ask('inspect', { run: 'run', question: { kind: 'cost' } })];
      for (const task of [1, 0]) await session.ask('step-task', { run: 'run', task });
      return [...answers.map((answer) => ({ ...answer, id: 0 })), session.losses()];
    };
    expect(await answersOf(compiling)).toEqual(await answersOf(plain));
    // Of the run, affinity, cost, and a step on each of two tasks.
    expect(device.leftTensors).toEqual([0, 0, 0, 0, 0]);
    expect(compiling.events('progress').filter(({ phase, done }) => phase === 'kernels' && done === 2)).toHaveLength(5);
    await compiling.ask('inspect', { run: 'run', question: { kind: 'affinity' } });
    await compiling.ask('step-task', { run: 'run', task: 1 });
    expect(device.leftTensors).toHaveLength(5);
    expect(compiling.events('metrics').flatMap((batch) => batch.taskSteps ?? [])).toEqual([{ step: 1, task: 1 }, { step: 2, task: 0 }, { step: 3, task: 1 }]);
  });

  it('lets a training that is set going first come before a step on one task that is being compiled', async () => {
    const { device, begun, release } = deviceThatWaits(2);
    const session = startSession({ chooseDevice: () => Promise.resolve(ok(device)) });
    await session.ask('prepare', session.preparation('run', experiment));
    const asked = session.ask('step-task', { run: 'run', task: 0 });
    await session.until(() => begun() === 2);
    await session.ask('play', { run: 'run', stepsPerSecond: 1 });
    release();
    expect((await asked).type).toBe('reply');
    expect(session.phase()).toBe('running');
    await session.ask('pause', { run: 'run' });
    expect(session.events('metrics').flatMap((batch) => batch.taskSteps ?? [])).toEqual([]);
  });

  it('does not keep a newer run waiting', async () => {
    const { device } = deviceThatWaits(1);
    const session = startSession({ chooseDevice: () => Promise.resolve(ok(device)) });
    const first = session.ask('prepare', session.preparation('first', experiment));
    await session.until(() => session.events('progress').some(({ phase }) => phase === 'kernels'));
    const second = session.ask('prepare', session.preparation('second', experiment));
    const refused = await first;
    expect(refused.type === 'refusal' ? refused.problem.code : '').toBe('no-such-run');
    expect((await second).type).toBe('reply');
  });
});
