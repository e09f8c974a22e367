import { zeros, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Experiment } from '../../../experiment/schema';
import { defaultExperiment } from '../../../experiment/default-experiment';
import type { Batch } from '../../data/batch';
import { layer, wires } from '../../testing/drawn';
import { syntheticBatch } from '../../testing/synthetic-batch';

/** Examples of a step's batch. */
export const batchSize = 4;

const trunk = [
  layer('input', 'input', { field: 'image' }),
  layer('pool', 'average-pool', { size: 7, stride: 7, padding: 'valid' }),
  layer('flat', 'flatten'),
];
const heads = [layer('head-a', 'head', { task: 'a' }), layer('head-b', 'head', { task: 'b' }), layer('head-c', 'head', { task: 'c' })];
const ownOfB = [layer('own', 'dense', { units: 3, activation: 'tanh' }), layer('norm', 'batch-norm')];
const dense = (id: string) => layer(id, 'dense', { units: 5, activation: 'tanh' });

function experimentOf(layers: Experiment['network']['layers'], ...paths: readonly string[]): Experiment {
  return {
    ...defaultExperiment,
    data: { ...defaultExperiment.data, train: 16, test: 8 },
    tasks: [
      { id: 'a', kind: 'digit', colour: 0, weight: 0.5 },
      { id: 'b', kind: 'ink', colour: 1, weight: 0.3 },
      { id: 'c', kind: 'loop', colour: 2, weight: 0.2 },
    ],
    network: { layers: [...trunk, ...layers, ...ownOfB, ...heads], wires: wires(...paths), ties: [] },
    // Two moments, and a norm that is clipped: all that is not b's must not show in what is.
    optimizer: { kind: 'adam', learningRate: 0.01, values: {}, groups: [] },
    regularisation: { l1: 0, l2: 0.01, clipNorm: 0.5 },
    // Two steps to an epoch, so that what counts epochs has something to count.
    training: { ...defaultExperiment.training, batchSize: 8 },
  };
}

/** Three tasks: on one trunk; on one with a layer of a and b alone; a and c linked by b alone. */
export const threeTasks = {
  'one trunk': experimentOf(
    [dense('all'), layer('norm-all', 'batch-norm')],
    'input > pool > flat > all > norm-all > head-a',
    'norm-all > own > norm > head-b',
    'norm-all > head-c',
  ),
  'a layer of a and b': experimentOf([dense('all'), dense('ab')], 'input > pool > flat > all > ab > head-a', 'ab > own > norm > head-b', 'all > head-c'),
  'b links a and c': experimentOf(
    [dense('ab'), dense('bc'), layer('both', 'concat')],
    'input > pool > flat > ab > head-a',
    'flat > bc > head-c',
    'ab > both > own > norm > head-b',
    'bc > both',
  ),
} as const;

/** The layers that only b uses. */
export const layersOfB = ['both', 'own', 'norm', 'head-b'];

/** The document without b and what only b uses. */
export function withoutB(experiment: Experiment): Experiment {
  const { layers, wires: drawn } = experiment.network;
  return {
    ...experiment,
    tasks: experiment.tasks.filter(({ id }) => id !== 'b'),
    network: {
      ...experiment.network,
      layers: layers.filter(({ id }) => !layersOfB.includes(id)),
      wires: drawn.filter(({ from, to }) => !layersOfB.includes(from) && !layersOfB.includes(to)),
    },
  };
}

/** The batch of a step; `labelled`: for how many of its examples each task has a label, all others none. */
export function batchOf(experiment: Experiment, step: number, labelled?: readonly number[]): Batch {
  const batch = syntheticBatch(experiment, batchSize, step % 4);
  if (labelled === undefined) return batch;
  const labels = labelled.map((count): Tensor1D | undefined => {
    if (count !== 0 && count !== batchSize) throw new Error('all examples or none');
    return count === 0 ? zeros([batchSize]) : undefined;
  });
  return { ...batch, labels, labelled };
}
