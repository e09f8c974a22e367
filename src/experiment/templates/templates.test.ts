import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { DatasetId } from '../../domain/datasets/dataset-kinds';
import { analyseExperiment } from '../context';
import { defaultExperiment } from '../default-experiment';
import { taskKindsOf } from '../edits/data';
import { experimentSchema, type Experiment } from '../schema';
import { templateIds, templates, type TemplateId } from './templates';

const datasets: readonly DatasetId[] = ['mnist', 'cifar10'];

/** Every non-empty choice of a data set's tasks, of at most six. */
function* choices(dataset: DatasetId): Generator<Experiment> {
  const kinds = taskKindsOf(dataset);
  for (let mask = 1; mask < 2 ** kinds.length; mask += 1) {
    const tasks = kinds.filter((_, index) => (mask >> index) % 2 === 1).map((kind) => ({ id: kind, kind, weight: 1 }));
    if (tasks.length <= 6)
      yield { ...defaultExperiment, weightsSumToOne: false, data: { ...defaultExperiment.data, dataset }, tasks };
  }
}

describe.each(templateIds)('the start network %s', (id) => {
  it.each(datasets)('can train at once on %s, whatever the tasks, and covers no layer with another', (dataset) => {
    for (const experiment of choices(dataset)) {
      const network = templates[id].build(experiment.data, experiment.tasks);
      const drawn = { ...experiment, network };
      expect(v.is(experimentSchema, drawn)).toBe(true);
      const analysis = analyseExperiment(drawn);
      expect(analysis.faults).toEqual([]);
      expect(analysis.order).toHaveLength(network.layers.length);
      for (const [index, layer] of network.layers.entries()) {
        for (const other of network.layers.slice(index + 1)) {
          expect(Math.abs(layer.x - other.x) >= 130 || Math.abs(layer.y - other.y) >= 80).toBe(true);
        }
      }
      for (const { from, to } of network.wires) {
        const xOf = (end: string) => network.layers.find((layer) => layer.id === end)?.x ?? Number.NaN;
        expect(xOf(from)).toBeLessThan(xOf(to));
      }
    }
  });
});

describe('what the start networks share', () => {
  const sharedLayers = (id: TemplateId) => {
    const network = templates[id].build(defaultExperiment.data, defaultExperiment.tasks);
    const { tasks } = analyseExperiment({ ...defaultExperiment, network });
    return network.layers.filter((layer) => (tasks.get(layer.id)?.length ?? 0) > 1).map((layer) => layer.id);
  };

  it('is the input alone for towers', () => {
    expect(sharedLayers('towers')).toEqual(['input']);
  });

  it.each(['mlp', 'small-cnn', 'medium-cnn', 'residual', 'dense-block'] as const)('is a trunk for %s', (id) => {
    expect(sharedLayers(id).length).toBeGreaterThan(2);
  });

  it('is for the small CNN what the default experiment shares', () => {
    const network = templates['small-cnn'].build(defaultExperiment.data, defaultExperiment.tasks);
    const graph = ({ layers, wires }: Experiment['network']) => ({
      layers: layers.map(({ id, kind, values }) => ({ id, kind, values })).sort((a, b) => a.id.localeCompare(b.id)),
      wires: wires.map((wire) => `${wire.from} ${wire.to}`).sort(),
    });
    expect(graph(network)).toEqual(graph(defaultExperiment.network));
  });
});
