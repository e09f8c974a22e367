import type { TaskKindId } from '../src/domain/tasks/task-kinds';
import { defaultExperiment } from '../src/experiment/default-experiment';
import type { Experiment } from '../src/experiment/schema';
import { convolution, dense, pooled, trunkWithBranches } from '../src/experiment/templates/sketch';
import { templates } from '../src/experiment/templates/templates';

export const modelIds = ['cnn-2head', 'cnn-cifar', 'residual', 'mlp', 'mlp-6tasks'] as const;
export type ModelId = (typeof modelIds)[number];

type Trunk = Parameters<typeof trunkWithBranches>[1]['trunk'];

const smallTrunk: Trunk = [
  ['conv-1', 'conv2d', convolution(8)],
  ['pool-1', 'max-pool', pooled],
  ['conv-2', 'conv2d', convolution(16)],
  ['pool-2', 'max-pool', pooled],
  ['dense-1', 'dense', dense(64)],
];

const cifarTrunk: Trunk = [
  ['conv-1', 'conv2d', convolution(32)],
  ['conv-2', 'conv2d', convolution(32)],
  ['pool-1', 'max-pool', pooled],
  ['conv-3', 'conv2d', convolution(64)],
  ['conv-4', 'conv2d', convolution(64)],
  ['pool-2', 'max-pool', pooled],
  ['dense-1', 'dense', dense(128)],
];

const denseTrunk: Trunk = [
  ['dense-1', 'dense', dense(256)],
  ['dense-2', 'dense', dense(128)],
];

const cifarTasks: readonly TaskKindId[] = ['object-class', 'animal-or-vehicle', 'mean-colour'];

/** In the order in which heads are added; pixels come last. */
const sixTasks: readonly TaskKindId[] = ['digit', 'parity', 'loop', 'ink', 'at-least-five', 'reconstruction'];

/** The networks that are measured, by the rows of the table. */
export function documentOf(model: ModelId): Experiment {
  switch (model) {
    case 'cnn-2head':
      return hardSharing(model, smallTrunk, ['digit', 'parity']);
    case 'cnn-cifar':
      return hardSharing(model, cifarTrunk, cifarTasks);
    case 'residual':
      return residual();
    case 'mlp':
      return hardSharing(model, denseTrunk, ['digit', 'parity', 'loop', 'at-least-five']);
    case 'mlp-6tasks':
      return hardSharing(model, denseTrunk, sixTasks);
  }
}

/** The network of a model with so many heads, balanced by a method. */
export function withTasks(model: 'cnn-2head' | 'mlp-6tasks', count: number, method: Experiment['balancing']['method']): Experiment {
  const trunk = model === 'cnn-2head' ? smallTrunk : denseTrunk;
  return { ...hardSharing(`${model}-${count}`, trunk, sixTasks.slice(0, count)), balancing: { method, values: {} } };
}

/** The same with another number of examples a step. */
export function withBatch(experiment: Experiment, batchSize: number): Experiment {
  return { ...experiment, training: { ...experiment.training, batchSize } };
}

function hardSharing(name: string, trunk: Trunk, kinds: readonly TaskKindId[]): Experiment {
  const tasks = tasksOf(kinds);
  return { ...settings(name, kinds), tasks, network: trunkWithBranches(tasks, { trunk, answering: [], drawing: [] }) };
}

function residual(): Experiment {
  const document = settings('residual', cifarTasks);
  return { ...document, network: templates.residual.build(document.data, document.tasks) };
}

function settings(name: string, kinds: readonly TaskKindId[]): Experiment {
  const dataset = kinds.includes('object-class') ? 'cifar10' : 'mnist';
  return {
    ...defaultExperiment,
    name,
    data: { dataset, train: 10_000, test: 2000, validation: 0 },
    tasks: tasksOf(kinds),
    training: { batch: 'mini', batchSize: 64, epochs: 100, evaluateEvery: 20 },
  };
}

function tasksOf(kinds: readonly TaskKindId[]): Experiment['tasks'] {
  return kinds.map((kind, colour) => ({ id: kind, kind, colour, weight: 1 / kinds.length }));
}
