import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import { createTrainer } from '../trainer';
import { disposeBatch, type Batch } from '../data/batch';
import type { StepLog, Trainer } from '../trainer-contract';
import { layer, wires } from './drawn';
import { syntheticBatch } from './synthetic-batch';

const data = { ...defaultExperiment.data, train: 64, test: 16 };

/**
 * The default network made small: a convolutional trunk that forks into digit, parity and
 * reconstruction.
 */
export const forked: Experiment = {
  ...defaultExperiment,
  data,
  network: {
    layers: [
      layer('input', 'input', { field: 'image' }),
      layer('conv-1', 'conv2d', { filters: 3, kernel: 3, stride: 2, padding: 'same', activation: 'tanh' }),
      layer('pool', 'average-pool', { size: 2, stride: 2, padding: 'valid' }),
      layer('conv-2', 'conv2d', { filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'gelu' }),
      layer('dense', 'dense', { units: 6, activation: 'sigmoid' }),
      layer('up', 'upsample', { factor: 4 }),
      layer('head-digit', 'head', { task: 'digit' }),
      layer('head-parity', 'head', { task: 'parity' }),
      layer('head-reconstruction', 'head', { task: 'reconstruction' }),
    ],
    wires: wires(
      'input > conv-1 > pool > conv-2 > dense > head-digit',
      'dense > head-parity',
      'conv-2 > up > head-reconstruction',
    ),
    ties: [],
  },
};

/**
 * Everything that makes a backward pass hard: skips, a layer wired twice to the same one, layers
 * shared by different sets of tasks, a head that feeds another task, dropout, and a layer that
 * leads nowhere.
 */
export const tangled: Experiment = {
  ...defaultExperiment,
  data,
  tasks: [
    { id: 'digit', kind: 'digit', colour: 0, weight: 0.4 },
    { id: 'ink', kind: 'ink', colour: 1, weight: 0.35 },
    { id: 'loop', kind: 'loop', colour: 2, weight: 0.25 },
  ],
  network: {
    layers: [
      layer('input', 'input', { field: 'image' }),
      layer('conv', 'conv2d', { filters: 2, kernel: 5, stride: 4, padding: 'same', activation: 'relu' }),
      layer('skip', 'conv2d', { filters: 2, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' }),
      layer('sum', 'add'),
      layer('twice', 'add'),
      layer('flat', 'flatten'),
      layer('drop', 'dropout', { rate: 0.25 }),
      layer('trunk', 'dense', { units: 5, activation: 'tanh' }),
      layer('branch', 'dense', { units: 4, activation: 'gelu' }),
      layer('both', 'concat'),
      layer('astray', 'dense', { units: 3, activation: 'relu' }),
      layer('head-digit', 'head', { task: 'digit' }),
      layer('head-ink', 'head', { task: 'ink' }),
      layer('head-loop', 'head', { task: 'loop' }),
    ],
    wires: wires(
      'input > conv > sum > twice > flat > drop > trunk > head-digit',
      'conv > skip > sum > twice',
      'drop > branch > both > head-ink',
      'trunk > both',
      'branch > astray',
      'head-digit > head-loop',
    ),
    ties: [],
  },
};

/** The experiment with those of its tasks alone (by id), without the heads of the others. */
export function withTasks(experiment: Experiment, ids: readonly string[]): Experiment {
  const gone = experiment.tasks.filter((task) => !ids.includes(task.id)).map((task) => `head-${task.id}`);
  const { layers, wires: drawn } = experiment.network;
  return {
    ...experiment,
    tasks: experiment.tasks.filter((task) => ids.includes(task.id)),
    network: {
      ...experiment.network,
      layers: layers.filter(({ id }) => !gone.includes(id)),
      wires: drawn.filter(({ from, to }) => !gone.includes(from) && !gone.includes(to)),
    },
  };
}

/** Two tasks, each on its own way from the images: nothing is shared. */
export const separate: Experiment = {
  ...forked,
  tasks: forked.tasks.slice(0, 2),
  network: {
    layers: [layer('input', 'input', { field: 'image' }), layer('head-digit', 'head', { task: 'digit' }), layer('head-parity', 'head', { task: 'parity' })],
    wires: wires('input > head-digit', 'input > head-parity'),
    ties: [],
  },
};

/**
 * The networks that a step is tried on: two and three tasks, hard sharing and everything that makes
 * a backward pass hard.
 */
export const smallNetworks = [
  ['forked, two tasks', withTasks(forked, ['digit', 'parity'])],
  ['forked', forked],
  ['tangled, two tasks', withTasks(tangled, ['digit', 'ink'])],
  ['tangled', tangled],
] as const satisfies readonly (readonly [string, Experiment])[];

/** The experiment with another balancing method. */
export function balancedBy(experiment: Experiment, method: Experiment['balancing']['method']): Experiment {
  return { ...experiment, balancing: { method, values: {} } };
}

/** A trainer of an experiment that is known to be sound, from the start or from a saved state. */
export function trainerOf(...args: Parameters<typeof createTrainer>): Trainer {
  const trainer = createTrainer(...args);
  if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
  return trainer.value;
}

/** The batch of a step, in a cycle of four, cut into parts of at most `part`. */
export function batchesOf(experiment: Experiment, step: number, size = 8, part = size): Batch[] {
  const parts: Batch[] = [];
  for (let first = 0; first < size; first += part) {
    parts.push(syntheticBatch(experiment, Math.min(part, size - first), step % 4, first));
  }
  return parts;
}

/** Takes steps on learnable batches and reads the log. */
export async function train(trainer: Trainer, experiment: Experiment, steps: number, size = 8, part = size): Promise<StepLog> {
  for (let taken = 0; taken < steps; taken += 1) {
    const batches = batchesOf(experiment, trainer.step, size, part);
    await trainer.takeStep(batches);
    batches.forEach(disposeBatch);
  }
  return trainer.drain();
}
