import { tensor, tensor4d } from '@tensorflow/tfjs-core';
import type { Experiment } from '../../experiment/schema';
import { randomKey, randomUniform } from '../../lib/random';
import type { RunState } from '../../protocol/run-state';
import { disposeBatch, type Batch } from '../data/batch';
import { createTrainer } from '../trainer';
import type { Trainer } from '../trainer-contract';
import type { Within } from '../backend/choose-device';

/**
 * A network of every kind of heavy kernel: convolution, pooling, dense layers, two tasks, plain
 * gradient descent.
 */
const selfTestExperiment: Experiment = {
  version: 2,
  name: '',
  note: '',
  data: { dataset: 'mnist', train: 4, test: 1, validation: 0 },
  tasks: [
    { id: 'digit', kind: 'digit', colour: 0, weight: 0.6 },
    { id: 'parity', kind: 'parity', colour: 1, weight: 0.4 },
  ],
  weightsSumToOne: true,
  balancing: { method: 'static', values: {} },
  network: {
    layers: [
      { id: 'input', kind: 'input', values: { field: 'image' }, initialiser: 'auto', x: 0, y: 0 },
      {
        id: 'conv',
        kind: 'conv2d',
        values: { filters: 3, kernel: 3, stride: 2, padding: 'same', activation: 'relu' },
        initialiser: 'auto',
        x: 0,
        y: 0,
      },
      { id: 'pool', kind: 'max-pool', values: { size: 2, stride: 2, padding: 'valid' }, initialiser: 'auto', x: 0, y: 0 },
      { id: 'dense', kind: 'dense', values: { units: 8, activation: 'tanh' }, initialiser: 'auto', x: 0, y: 0 },
      { id: 'head-digit', kind: 'head', values: { task: 'digit' }, initialiser: 'auto', x: 0, y: 0 },
      { id: 'head-parity', kind: 'head', values: { task: 'parity' }, initialiser: 'auto', x: 0, y: 0 },
    ],
    wires: [
      { from: 'input', to: 'conv' },
      { from: 'conv', to: 'pool' },
      { from: 'pool', to: 'dense' },
      { from: 'dense', to: 'head-digit' },
      { from: 'dense', to: 'head-parity' },
    ],
    ties: [],
  },
  optimizer: { kind: 'sgd', learningRate: 0.2, values: {}, groups: [] },
  schedule: { kind: 'constant', warmup: 0 },
  regularisation: { l1: 0, l2: 0, clipNorm: 0 },
  training: { batch: 'mini', batchSize: 4, epochs: 1, evaluateEvery: 1 },
  seed: 7,
};

/**
 * What the cpu backend computed; a unit test computes it anew. Losses before and after one step,
 * per step [digit, parity].
 */
export const expectedLosses: readonly number[] = [3.427311, 0.756578, 2.756954, 0.665317];
const tolerance = 1e-3;

/**
 * Takes two steps of a small network on the current backend: the losses of the second one depend on
 * every gradient and on the update. Resolves with what was wrong, or undefined.
 */
export async function selfTest(within?: Within): Promise<string | undefined> {
  const losses = await selfTestLosses(within);
  const worst = losses.reduce((most, loss, index) => Math.max(most, Math.abs(loss - (expectedLosses[index] ?? Infinity))), 0);
  // Written so that NaN counts as wrong.
  return losses.length === expectedLosses.length && worst <= tolerance ? undefined : `losses ${losses.join(', ')}`;
}

/**
 * The losses of two steps on the current backend, [2, tasks]. Throws if the network cannot be
 * built, and what `within` throws.
 */
export async function selfTestLosses(within: Within = (_step, work) => work): Promise<readonly number[]> {
  const blank = trainerOf();
  const untrained = await within('read', blank.state());
  blank.dispose();
  const key = randomKey(7, 'self-test', 'weights');
  // Weights of its own: a change of how layers are initialised must not look like a broken device.
  const weights = untrained.weights.map((_, index) => randomUniform(key, index) - 0.5);
  const trainer = trainerOf({ ...untrained, weights });
  const batch = selfTestBatch();
  try {
    await within('compute', trainer.takeStep([batch]));
    await within('compute', trainer.takeStep([batch]));
    return [...(await within('compute', trainer.drain())).losses];
  } finally {
    disposeBatch(batch);
    trainer.dispose();
  }
}

function trainerOf(restore?: RunState): Trainer {
  const trainer = createTrainer(selfTestExperiment, restore);
  if (!trainer.ok) throw new Error(trainer.error.detail);
  return trainer.value;
}

/** Four images of noise with made-up labels. */
function selfTestBatch(): Batch {
  const key = randomKey(7, 'self-test');
  const pixels = Float32Array.from({ length: 4 * 28 * 28 }, (_, index) => 2 * randomUniform(key, index) - 1);
  return {
    size: 4,
    inputs: { image: tensor4d(pixels, [4, 28, 28, 1]) },
    targets: [tensor([3, 1, 4, 8], [4], 'int32'), tensor([1, 1, 0, 0], [4], 'int32')],
  };
}
