import { tensor, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { datasetById } from '../../../domain/datasets/datasets';
import { areaUnderCurve } from '../../../domain/metrics/area-under-curve';
import { usualTask } from '../../../domain/tasks/tasks.test-helpers';
import { testMetricsOf } from '../../../experiment/context';
import type { Experiment } from '../../../experiment/schema';
import { splitOf } from '../../../experiment/studies/kinds/split';
import { useBackend } from '../../backend/node-backends';
import { disposeBatch } from '../../data/batch';
import { answersTo } from '../../inspect/predictions';
import { trainSample } from '../../../data/order/train-sample';
import { trainerOf } from '../../testing/small-experiments';
import { startSession, type TestSession } from '../../testing/test-session';
import { fetchOf, tinyExperiment, tinyFiles, tinyShard } from '../../testing/tiny-data';
import { imagesOf } from '../../../domain/datasets/dataset';

beforeAll(() => useBackend('cpu'));

const { layers, wires } = tinyExperiment.network;

/**
 * Everything that training images meet and test images do not: moves, dropout, a batch's own
 * statistics, a share that is set aside.
 */
const different: Experiment = {
  ...tinyExperiment,
  data: { ...tinyExperiment.data, test: 20, validation: 0.2, augmentation: { shift: 4, flip: true } },
  network: {
    layers: [...layers, { id: 'norm', kind: 'batch-norm', values: {}, initialiser: 'auto', x: 0, y: 0 }],
    wires: [...wires.filter(({ to }) => to !== 'dense'), { from: 'pool', to: 'norm' }, { from: 'norm', to: 'dense' }],
    ties: [],
  },
};

async function prepared(experiment: Experiment, session = startSession()): Promise<TestSession> {
  expect(await session.ask('prepare', session.preparation('a', experiment))).toMatchObject({ type: 'reply' });
  return session;
}

/** The state at the end of a run of so many steps, in stretches; `rest` happens after each. */
async function trained(session: TestSession, stretches: readonly number[], rest: () => Promise<void>) {
  for (const steps of stretches) {
    await session.ask('advance', { run: 'a', steps, stepsPerSecond: 0 });
    await rest();
  }
  const reply = await session.ask('checkpoint', { run: 'a' });
  if (reply.type !== 'reply' || reply.kind !== 'checkpoint') throw new Error('no checkpoint');
  return reply.value;
}

const samples = (session: TestSession) => session.tests().filter(({ split }) => split === 'train');

describe('an idle training', () => {
  it('measures a sample of the images it is trained on as it measures test images', async () => {
    const session = await prepared(different);
    const state = await trained(session, [9], () => session.until(() => samples(session).length > 0));
    expect(session.tests().filter(({ subset }) => !subset).map(({ split, step, images }) => [split, step, images])).toEqual([
      ['validation', 9, 12],
      ['test', 9, 20],
      ['train', 9, 20],
    ]);
    const point = samples(session)[0];
    if (point === undefined) throw new Error('no sample');

    // Image by image, as they lie in the file, with what the network says of each when it is asked
    // for that one alone.
    const { mean, deviation } = imagesOf(datasetById('mnist'));
    const shard = tinyShard(0, 60);
    const trainer = trainerOf(different, state);
    const told: { readonly label: number; readonly ink: number; readonly answers: readonly Float32Array[] }[] = [];
    for (const index of trainSample(splitOf(60, 0.2, different.seed, 0).train, 20, different.seed)) {
      const bytes = shard.images.slice(index * 784, (index + 1) * 784);
      const pixels = Float32Array.from(bytes, (byte) => (byte / 255 - (mean[0] ?? 0)) / (deviation[0] ?? 1));
      const targets = [tensor1d([0], 'int32'), tensor1d([0], 'int32'), tensor([[0]])];
      const batch = { size: 1, inputs: { image: tensor4d(pixels, [1, 28, 28, 1]) }, targets };
      const ink = bytes.reduce((sum, byte) => sum + byte, 0) / 255 / 784;
      told.push({ label: shard.labels[index] ?? -1, ink, answers: await answersTo(trainer, batch) });
      disposeBatch(batch);
    }
    trainer.dispose();

    const [digit, parity, ink] = testMetricsOf(different, point);
    const share = (right: (one: (typeof told)[number]) => boolean) => told.filter(right).length / told.length;
    const best = (values: Float32Array = new Float32Array()) => values.indexOf(Math.max(...values));
    expect(digit?.accuracy).toBeCloseTo(share(({ label, answers }) => best(answers[0]) === label), 6);
    expect(parity?.accuracy).toBeCloseTo(share(({ label, answers }) => best(answers[1]) === label % 2), 6);
    // Of each true class (row), how many got each answer; ink is no classification.
    const counts = [0, 1].flatMap((even) => [0, 1].map((answer) => share(({ label, answers }) => label % 2 === even && best(answers[1]) === answer) * 20));
    const confusions = point.tasks.map(({ details }) => details?.confusion);
    expect(confusions.map((one) => one?.length)).toEqual([100, 4, undefined]);
    expect([...(confusions[1] ?? [])]).toEqual(counts.map((count) => expect.closeTo(count, 9)));
    const odd = Float64Array.from(told, ({ answers }) => answers[1]?.[1] ?? Number.NaN);
    expect(parity?.auc).toBeCloseTo(areaUnderCurve(odd, (example) => (told[example]?.label ?? 0) % 2 === 1), 6);
    const surprise = told.map(({ label, answers }) => -Math.log(answers[0]?.[label] ?? Number.NaN));
    expect(point.tasks.map(({ count }) => count)).toEqual([20, 20, 20]);
    expect(point.tasks[0]?.loss).toBeCloseTo(surprise.reduce((sum, one) => sum + one, 0) / 20, 4);
    const errors = told.map(({ ink: truth, answers }) => truth - (answers[2]?.[0] ?? Number.NaN));
    const { scale } = usualTask('ink').target;
    expect(ink?.rmse).toBeCloseTo(Math.sqrt(errors.reduce((sum, one) => sum + one * one, 0) / 20), 5);
    expect(point.tasks[2]?.loss).toBeCloseTo(errors.reduce((sum, one) => sum + (one / scale) ** 2, 0) / 20, 4);
  });

  it('goes on as if nothing had been measured', async () => {
    const plain = await prepared(different);
    const state = await trained(plain, [12], () => Promise.resolve());
    const idle = await prepared(different);
    const stretches = [3, 1, 8];
    let stops = 0;
    const evaluated = await trained(idle, stretches, () => {
      stops += 1;
      return idle.until(() => samples(idle).length === stops);
    });
    expect(idle.losses()).toEqual(plain.losses());
    expect(evaluated).toEqual(state);
  });

  it('tests a run that goes on from a kept state where it stands, before anybody plays on', async () => {
    const state = await trained(await prepared(different), [3], () => Promise.resolve());
    const restored = startSession();
    await restored.ask('prepare', restored.preparation('b', different, state));
    await restored.until(() => samples(restored).length > 0);
    expect(restored.tests().map(({ split, step }) => [split, step])).toEqual([['validation', 3], ['test', 3], ['train', 3]]);
    expect(restored.stepsTaken()).toBe(0);
  });

  it('sends what it has of the test images though the sample’s images do not come, and plays on', async () => {
    const files = tinyFiles([20, 40], [20]);
    const session = startSession({ fetchFrom: () => (path) => (path === 'mnist/train-1.bin' ? new Promise(() => {}) : fetchOf(files)(path)) });
    await prepared({ ...tinyExperiment, seed: session.seedThatBeginsWith(0, [20, 40]) }, session);
    for (const step of [1, 2]) {
      await session.ask('advance', { run: 'a', steps: 1, stepsPerSecond: 0 });
      await session.until(() => session.tests().some((test) => test.split === 'test' && test.step === step));
    }
    await session.idle();
    expect(samples(session)).toEqual([]);
  });
});
