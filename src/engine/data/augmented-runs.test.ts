import { beforeAll, expect, it } from 'vitest';
import type { Experiment } from '../../experiment/schema';
import type { RunState } from '../../protocol/run-state';
import { useBackend } from '../backend/node-backends';
import { layer, wires } from '../testing/drawn';
import { tinyExperiment } from '../testing/tiny-data';
import { startSession, type TestSession } from '../testing/test-session';

beforeAll(() => useBackend('cpu'));

const plain: Experiment = { ...tinyExperiment, training: { ...tinyExperiment.training, epochs: 1000, evaluateEvery: 10_000 } };
const shifted: Experiment = { ...plain, data: { ...plain.data, augmentation: { shift: 2, flip: true } } };
const turned: Experiment = {
  ...plain,
  data: { ...plain.data, augmentation: { shift: 1, flip: false, rotate: 20, zoom: 0.2, contrast: 0.3, brightness: 0.1, crop: 0.2, noise: 0.05, cutout: 0.3 } },
};

/** Digit hunt, its boxes and masks moved with the images. */
const hunt: Experiment = {
  ...turned,
  data: { ...turned.data, dataset: 'digit-hunt' },
  tasks: [
    { id: 'digit', kind: 'digit', colour: 0, weight: 0.4 },
    { id: 'box', kind: 'box', colour: 1, weight: 0.3 },
    { id: 'mask', kind: 'mask', colour: 2, weight: 0.3 },
  ],
  network: {
    layers: [
      layer('input', 'input', { field: 'image' }),
      layer('conv', 'conv2d', { filters: 2, kernel: 3, stride: 1, padding: 'same', activation: 'relu' }),
      layer('pool', 'average-pool', { size: 8, stride: 8, padding: 'valid' }),
      layer('dense', 'dense', { units: 8, activation: 'tanh' }),
      layer('head-digit', 'head', { task: 'digit' }),
      layer('head-box', 'head', { task: 'box' }),
      layer('head-mask', 'head', { task: 'mask' }),
    ],
    wires: wires('input > conv > pool > dense > head-digit', 'dense > head-box', 'conv > head-mask'),
    ties: [],
  },
};

async function prepared(experiment: Experiment, restore?: RunState): Promise<TestSession> {
  const session = startSession();
  await session.ask('prepare', session.preparation('a', experiment, restore));
  return session;
}

/** The training losses of the first steps, [steps][tasks]. */
async function curve(session: TestSession, steps: number): Promise<readonly number[]> {
  await session.ask('advance', { run: 'a', steps, stepsPerSecond: 0 });
  return session.losses();
}

it.each([
  ['whole pixels', shifted],
  ['less than whole pixels', turned],
])('a run with images augmented by %s repeats, and goes on after a checkpoint with the same moves', async (_, augmented) => {
  const whole = await curve(await prepared(augmented), 14);
  expect(await curve(await prepared(augmented), 14)).toEqual(whole);
  expect(await curve(await prepared(plain), 14)).not.toEqual(whole);

  const first = await prepared(augmented);
  const begin = await curve(first, 5);
  const state = await first.ask('checkpoint', { run: 'a' });
  if (state.type !== 'reply' || state.kind !== 'checkpoint') throw new Error('no checkpoint');
  const rest = await curve(await prepared(augmented, structuredClone(state.value)), 9);
  expect([...begin, ...rest]).toEqual(whole);
});

it('a run with boxes and masks that move repeats, differs from one without, and is nearly the same on WASM', async () => {
  const whole = await curve(await prepared(hunt), 6);
  expect(whole.every(Number.isFinite)).toBe(true);
  expect(await curve(await prepared(hunt), 6)).toEqual(whole);
  const { augmentation: _, ...still } = hunt.data;
  expect(await curve(await prepared({ ...hunt, data: still }), 6)).not.toEqual(whole);
  await useBackend('wasm');
  const found = await curve(await prepared(hunt), 6);
  await useBackend('cpu');
  expect(found).toHaveLength(whole.length);
  found.forEach((loss, at) => expect(loss).toBeCloseTo(whole[at] ?? Number.NaN, 3));
});

it('a run with images turned and brightened is nearly the same on WASM, where they are gathered from bytes', async () => {
  const expected = await curve(await prepared(turned), 6);
  await useBackend('wasm');
  const found = await curve(await prepared(turned), 6);
  await useBackend('cpu');
  expect(found).toHaveLength(expected.length);
  found.forEach((loss, at) => expect(loss).toBeCloseTo(expected[at] ?? Number.NaN, 3));
});
