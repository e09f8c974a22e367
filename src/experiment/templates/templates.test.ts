import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { datasetById, type DatasetId } from '../../domain/datasets/datasets';
import { analyseExperiment } from '../context';
import { defaultExperiment } from '../default-experiment';
import { taskKindsOf } from '../edits/data';
import { shownNetwork } from '../groups';
import { limits } from '../limits';
import { onOwnData } from '../on-own-data';
import type { OwnData } from '../own-data';
import { decodeLink, encodeLink } from '../link/link-codec';
import { experimentSchema, type Experiment } from '../schema';
import { templateIds, type TemplateId } from './template-ids';
import { templates } from './templates';

const datasets: readonly DatasetId[] = ['mnist', 'cifar10'];

/**
 * Every non-empty choice of a data set's tasks, of at most six, and as many as an experiment may
 * have, several of a kind.
 */
function* choices(dataset: DatasetId): Generator<Experiment> {
  const kinds = taskKindsOf(datasetById(dataset));
  for (let mask = 1; mask < 2 ** kinds.length; mask += 1) {
    const tasks = kinds.filter((_, index) => (mask >> index) % 2 === 1).map((kind, colour) => ({ id: kind, kind, colour, weight: 1 }));
    if (tasks.length <= 6)
      yield { ...defaultExperiment, weightsSumToOne: false, data: { ...defaultExperiment.data, dataset }, tasks };
  }
  const most = Array.from({ length: limits.tasks }, (_, place) => ({ id: `task-${place}`, kind: kinds[place % kinds.length] ?? 'reconstruction', colour: place, weight: 1 }));
  yield { ...defaultExperiment, weightsSumToOne: false, data: { ...defaultExperiment.data, dataset }, tasks: most };
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
      const { units, wires } = shownNetwork(network);
      for (const [index, layer] of units.entries()) {
        for (const other of units.slice(index + 1)) {
          expect(Math.abs(layer.x - other.x) >= 130 || Math.abs(layer.y - other.y) >= 80).toBe(true);
        }
      }
      for (const { from, to } of wires) {
        const xOf = (end: string) => units.find((layer) => layer.id === end)?.x ?? Number.NaN;
        expect(xOf(from)).toBeLessThan(xOf(to));
      }
    }
  });
});

describe('a link of', () => {
  it.each(templateIds)('%s gives the same network back, unrepaired', (id) => {
    const experiment = { ...defaultExperiment, network: templates[id].build(defaultExperiment.data, defaultExperiment.tasks) };
    const read = decodeLink(encodeLink(experiment));
    expect(read.ok && read.value.repairs).toEqual([]);
    expect(read.ok && read.value.experiment).toEqual(experiment);
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

describe('who is served in', () => {
  const [first = '', second = '', third = ''] = defaultExperiment.tasks.map((task) => task.id);
  const everybody = [first, second, third];

  /** Which of the three tasks the layers serve. */
  const servedIn = (id: TemplateId, layers: readonly string[]) => {
    const network = templates[id].build(defaultExperiment.data, defaultExperiment.tasks);
    const { tasks } = analyseExperiment({ ...defaultExperiment, network });
    return layers.map((layer) => tasks.get(layer));
  };

  it.each(['cross-stitch', 'nddr'] as const)('%s: all up to the last mixing, then each its own', (id) => {
    expect(servedIn(id, ['conv-1-1', 'conv-2-1', 'conv-3-2'])).toEqual([everybody, everybody, everybody]);
    const last = id === 'nddr' ? 'fuse' : 'stitch';
    expect(servedIn(id, [`${last}-1-1`, `${last}-1-2`, `${last}-2-2`, 'dense-1'])).toEqual([everybody, [first], [second], [first]]);
  });

  it('sluice: all up to the last sluice, whose mix of stages is its own', () => {
    expect(servedIn('sluice', ['conv-2-1', 'sluice-2-1', 'conv-2-2'])).toEqual([everybody, everybody, everybody]);
    expect(servedIn('sluice', ['sluice-1-2', 'stages-1', 'sluice-3-2'])).toEqual([[first], [first], [third]]);
  });

  it('asp: the shared encoder by all, the adversary among them; private ones by one', () => {
    expect(servedIn('asp', ['conv-shared-1', 'conv-own-1-1', 'conv-own-2-2', 'reversal'])).toEqual([everybody, [first], [third], [second]]);
  });

  it('film: the trunk by all, scale and shift by one', () => {
    expect(servedIn('film', ['conv-2', 'film-1', 'film-3'])).toEqual([everybody, [first], [third]]);
  });

  it('mtan: the trunk by all, masks by one', () => {
    expect(servedIn('mtan', ['conv-1', 'conv-4', 'mask-1-1', 'mask-2-2', 'attend-3-2'])).toEqual([everybody, everybody, [first], [second], [third]]);
  });

  it('mmoe: experts by all, gates by one', () => {
    expect(servedIn('mmoe', ['conv-1-1', 'pool-3', 'gate-1', 'mix-2'])).toEqual([everybody, everybody, [first], [second]]);
  });

  it('cgc: shared experts by all, private ones by one', () => {
    expect(servedIn('cgc', ['conv-shared-1-1', 'conv-own-1-1', 'conv-own-2-2', 'gate-3'])).toEqual([everybody, [first], [second], [third]]);
  });

  it('ple: of the first level every expert by all through the shared gate; of the second the private ones by one', () => {
    expect(servedIn('ple', ['conv-shared-1', 'conv-1-1', 'gate-shared-1', 'gate-1-1'])).toEqual([everybody, everybody, everybody, [first]]);
    expect(servedIn('ple', ['conv-shared-2', 'conv-1-2', 'gate-2-2'])).toEqual([everybody, [first], [second]]);
  });

  it('cascade: a task and all that are given its answer', () => {
    expect(servedIn('cascade', ['conv-1', 'dense-1', `head-${first}`, 'dense-2', 'concat-3'])).toEqual([everybody, everybody, everybody, [second, third], [third]]);
  });

  it('rows: the GRU by all', () => {
    expect(servedIn('rows', ['gru', `head-${first}`])).toEqual([everybody, [first]]);
  });

  it('multi-input: all, from both halves', () => {
    expect(servedIn('multi-input', ['input-left', 'conv-right-2', 'dense-1'])).toEqual([everybody, everybody, everybody]);
  });
});

describe('what enters several inputs', () => {
  /** The fields and halves that enter, and whether it can train. */
  const enters = (experiment: Experiment) => {
    const drawn = { ...experiment, network: templates['multi-input'].build(experiment.data, experiment.tasks) };
    const inputs = drawn.network.layers.flatMap(({ kind, values }) => (kind === 'input' ? [values['source'] ?? values['field']] : []));
    const { faults, shapes } = analyseExperiment(drawn);
    return { inputs, faults, joined: shapes.get('concat') };
  };

  it('are the two digits of MultiMNIST', () => {
    const tasks = (['left-digit', 'right-digit'] as const).map((kind, colour) => ({ id: kind, kind, colour, weight: 1 }));
    const found = enters({ ...defaultExperiment, data: { ...defaultExperiment.data, dataset: 'multi-mnist' }, tasks });
    expect(found).toEqual({ inputs: ['left-image', 'right-image'], faults: [], joined: [7, 7, 32] });
  });

  it('are an image and the numbers beside it that no task asks for', () => {
    const own: OwnData = {
      fingerprint: 'ab'.repeat(32),
      name: 'leaves',
      train: 90,
      test: 10,
      mirrors: true,
      fields: {
        image: { kind: 'image', shape: [16, 16, 3], mean: [0, 0, 0], deviation: [1, 1, 1] },
        species: { kind: 'class', classes: [{ text: 'a' }, { text: 'b' }] },
        length: { kind: 'value', size: 1, unit: '', mean: 3, deviation: 2 },
        [`a${'-long'.repeat(7)}-name`]: { kind: 'vector', size: 4 },
      },
    };
    const proposed = onOwnData(defaultExperiment, own);
    const longName = Object.keys(own.fields)[3];
    const asked = enters({ ...proposed, tasks: proposed.tasks.filter(({ field }) => field !== undefined) });
    expect(asked).toEqual({ inputs: ['image', longName], faults: [], joined: [4 * 4 * 16 + 32] });
    const free = enters({ ...proposed, tasks: proposed.tasks.filter(({ field }) => field === 'species') });
    expect(free).toEqual({ inputs: ['image', 'length', longName], faults: [], joined: [4 * 4 * 16 + 64] });
  });
});
