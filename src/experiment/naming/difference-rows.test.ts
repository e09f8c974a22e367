import { expect, it } from 'vitest';
import { defaultExperiment } from '../default-experiment';
import type { Experiment } from '../schema';
import { differenceRows } from './difference-rows';

it('tells fields and weights with both values, and the network in words', () => {
  const { optimizer, network, tasks } = defaultExperiment;
  const hidden = network.layers.find(({ kind }) => kind === 'dense');
  const after: Experiment = {
    ...defaultExperiment,
    optimizer: { ...optimizer, learningRate: 0.5 },
    tasks: tasks.map((task, index) => (index === 0 ? { ...task, weight: 0.9 } : task)),
    network: { ...network, layers: network.layers.map((layer) => (layer.id === hidden?.id ? { ...layer, frozen: true } : layer)) },
  };
  const rows = differenceRows(defaultExperiment, after);
  const values = rows.flatMap((row) => (row.kind === 'field' ? [[row.before, row.after]] : []));
  expect(values).toContainEqual([optimizer.learningRate, 0.5]);
  expect(values).toContainEqual([tasks[0]?.weight, 0.9]);
  expect(rows.filter(({ kind }) => kind === 'words')).toHaveLength(1);
  expect(differenceRows(after, after)).toEqual([]);
});
