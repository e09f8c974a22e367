import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ok } from '../../lib/result';
import { neverLost, type ChosenDevice } from '../backend/device';
import { useBackend } from '../backend/node-backends';
import { balancedBy, forked, tangled } from '../testing/small-experiments';
import { startSession } from '../testing/test-session';

const experiment = { ...forked, data: { ...forked.data, train: 60, test: 20 }, training: { ...forked.training, batch: 'mini', batchSize: 8, epochs: 1 } } as const;

/** The cpu as a device that compiles: it runs the rehearsal and tells of two programs. */
function compilingDevice(between: () => Promise<void> = () => Promise.resolve()): ChosenDevice & { readonly leftTensors: number[] } {
  const leftTensors: number[] = [];
  return {
    leftTensors,
    adapter: '',
    software: true,
    lost: neverLost,
    settle: () => Promise.resolve(),
    compileRehearsed: async (rehearsal, onProgress) => {
      const before = memory().numTensors;
      await rehearsal();
      await Promise.resolve();
      leftTensors.push(memory().numTensors - before);
      onProgress(0, 2);
      await between();
      onProgress(2, 2);
    },
    report: { device: 'cpu', preference: 'cpu', adapter: '', software: true, rejected: [] },
  };
}

beforeAll(() => useBackend('cpu'));

describe('a device that compiles', () => {
  it.each([['jointly', experiment], ['by the Gram matrix', balancedBy({ ...tangled, data: experiment.data, training: experiment.training }, 'mgda')]])(
    'gets a rehearsal that leaves nothing and changes nothing, %s',
    async (_name, trained) => {
      const device = compilingDevice();
      const rehearsed = startSession({ chooseDevice: () => Promise.resolve(ok(device)) });
      const plain = startSession();
      for (const session of [rehearsed, plain]) {
        expect((await session.ask('prepare', session.preparation('run', trained))).type).toBe('reply');
        await session.ask('advance', { run: 'run', steps: 5, stepsPerSecond: 0 });
      }
      expect(device.leftTensors).toEqual([0]);
      expect(rehearsed.events('progress').filter(({ phase }) => phase === 'kernels')).toEqual([
        { phase: 'kernels', done: 0, total: 2 },
        { phase: 'kernels', done: 2, total: 2 },
      ]);
      expect(plain.events('progress').some(({ phase }) => phase === 'kernels')).toBe(false);
      expect(rehearsed.losses()).toEqual(plain.losses());
    },
  );

  it('does not keep a newer run waiting', async () => {
    let runs = 0;
    const endless = new Promise<void>(() => {});
    const device = compilingDevice(() => ((runs += 1) === 1 ? endless : Promise.resolve()));
    const session = startSession({ chooseDevice: () => Promise.resolve(ok(device)) });
    const first = session.ask('prepare', session.preparation('first', experiment));
    await session.until(() => session.events('progress').some(({ phase }) => phase === 'kernels'));
    const second = session.ask('prepare', session.preparation('second', experiment));
    const refused = await first;
    expect(refused.type === 'refusal' ? refused.problem.code : '').toBe('no-such-run');
    expect((await second).type).toBe('reply');
  });
});
