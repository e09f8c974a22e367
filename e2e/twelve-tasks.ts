import type { Experiment } from '../src/experiment/schema';
import { smallExperiment } from './small-experiment';

const kinds = ['digit', 'parity', 'loop', 'ink', 'at-least-five', 'reconstruction'] as const;

/** Every kind of task of MNIST twice, on one small trunk. */
export function twelveTasks(): Experiment {
  const small = smallExperiment({
    layers: [{ id: 'dense', kind: 'dense', values: { units: 8, activation: 'relu' }, column: 1 }],
    ways: ['input dense head-digit', 'input dense head-parity'],
    training: { batchSize: 8, epochs: 1 },
  });
  const tasks = Array.from({ length: 12 }, (_, place) => ({ id: `task-${place}`, kind: kinds[place % kinds.length] ?? 'digit', colour: place, weight: 1 }));
  const heads = tasks.map(({ id }, place) => ({ id: `head-${id}`, kind: 'head' as const, values: { task: id }, initialiser: 'auto' as const, x: 320, y: 110 * place }));
  return {
    ...small,
    data: { ...small.data, train: 16, test: 8 },
    tasks,
    weightsSumToOne: false,
    network: {
      layers: [...small.network.layers.filter(({ kind }) => kind !== 'head'), ...heads],
      wires: [{ from: 'input', to: 'dense' }, ...heads.map(({ id }) => ({ from: 'dense', to: id }))],
      ties: [],
    },
  };
}
