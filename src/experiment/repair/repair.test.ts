import { describe, expect, it } from 'vitest';
import { analyseExperiment } from '../context';
import { defaultExperiment } from '../default-experiment';
import { readExperiment } from '../read-document';
import type { Experiment } from '../schema';
import { templates } from '../templates/templates';

/**
 * What becomes of the default document when these parts of it are other ones; repairs as "path
 * code".
 */
function repaired(changes: Readonly<Record<string, unknown>>): { experiment: Experiment; repairs: string[] } {
  const result = readExperiment({ ...structuredClone(defaultExperiment), ...changes });
  if (!result.ok) throw new Error(result.error.code);
  return { experiment: result.value.experiment, repairs: result.value.repairs.map(({ path, code }) => `${path} ${code}`) };
}

/** The same for layers put in the place of one of the default's. */
function repairedLayer(id: string, change: Readonly<Record<string, unknown>>) {
  const { layers } = defaultExperiment.network;
  const network = {
    ...defaultExperiment.network,
    layers: layers.map((layer) => (layer.id === id ? { ...layer, ...change } : layer)),
  };
  const { experiment, repairs } = repaired({ network });
  return { layer: experiment.network.layers.find((layer) => layer.id === id), experiment, repairs };
}

describe('a damaged document', () => {
  it('that is whole stays as it is', () => {
    expect(repaired({})).toEqual({ experiment: defaultExperiment, repairs: [] });
  });

  it('tells of groups of parameters, whatever shape they have', () => {
    const { optimizer } = defaultExperiment;
    for (const groups of [[{ name: 'a', rateFactor: 2 }], {}, 'all', 3, null, true]) {
      const { experiment, repairs } = repaired({ optimizer: { ...optimizer, groups } });
      expect(experiment).toEqual(defaultExperiment);
      expect(repairs).toEqual(['optimizer.groups dropped-not-supported']);
    }
    expect(repaired({ optimizer: { ...optimizer, groups: [] } }).repairs).toEqual([]);
  });

  it('has its numbers clamped and rounded', () => {
    const { experiment, repairs } = repaired({
      seed: -5,
      training: { batch: 'mini', batchSize: 1e9, epochs: 2.4, evaluateEvery: 'often' },
      data: { dataset: 'cifar10', train: 60_000, test: 0, validation: 0 },
      tasks: [{ id: 'class', kind: 'object-class', colour: 0, weight: 1e308 }],
      weightsSumToOne: false,
    });
    expect(experiment.seed).toBe(0);
    expect(experiment.training).toEqual({ batch: 'mini', batchSize: 4096, epochs: 2, evaluateEvery: 20 });
    expect(experiment.data).toMatchObject({ train: 50_000, test: 1 });
    expect(experiment.tasks[0]?.weight).toBe(1000);
    expect(repairs).toEqual([
      'data.train clamped',
      'data.test clamped',
      'tasks.class.weight clamped',
      'network.layers.head-digit.values.task unknown-task',
      'network.layers.head-parity.values.task unknown-task',
      'network.layers.head-reconstruction.values.task unknown-task',
      'training.batchSize clamped',
      'training.epochs rounded',
      'training.evaluateEvery replaced',
      'seed clamped',
    ]);
  });

  it('has what its labels lack repaired, and left out where nothing does', () => {
    const lackingBy = (labels: unknown) => {
      const { experiment, repairs } = repaired({ tasks: [{ ...defaultExperiment.tasks[0], labels }] });
      return [experiment.tasks[0]?.labels, ...repairs.filter((repair) => repair.includes('labels'))];
    };
    expect(lackingBy({ missing: 0.5, imbalance: 10 })).toEqual([{ missing: 0.5, imbalance: 10 }]);
    expect(lackingBy({ noise: 3, imbalance: 0, examples: 'all' })).toEqual([
      { noise: 1, examples: 60_000 },
      'tasks.digit.labels.noise clamped',
      'tasks.digit.labels.examples replaced',
      'tasks.digit.labels.imbalance clamped',
    ]);
    expect(lackingBy({ missing: 0, noise: 0, imbalance: 1 })).toEqual([undefined]);
  });

  it('has its augmentation repaired, and left out where it does nothing', () => {
    const augmentedBy = (augmentation: unknown) => {
      const { experiment, repairs } = repaired({ data: { ...defaultExperiment.data, augmentation } });
      return [experiment.data.augmentation, ...repairs];
    };
    expect(augmentedBy({ shift: 3, flip: true })).toEqual([{ shift: 3, flip: true }]);
    expect(augmentedBy({ shift: 70, flip: 'yes' })).toEqual([
      { shift: 4, flip: false },
      'data.augmentation.shift clamped',
      'data.augmentation.flip replaced',
    ]);
    expect(augmentedBy({ shift: 0, flip: false })).toEqual([undefined]);
    expect(augmentedBy({ shift: 1, flip: false, rotate: 0, zoom: 0 })).toEqual([{ shift: 1, flip: false }]);
    expect(augmentedBy({ shift: 0, flip: false, rotate: 7.4, zoom: 3, contrast: 0.2, brightness: 'much' })).toEqual([
      { shift: 0, flip: false, rotate: 7, zoom: 0.5, contrast: 0.2 },
      'data.augmentation.rotate rounded',
      'data.augmentation.zoom clamped',
      'data.augmentation.brightness replaced',
    ]);
    expect(augmentedBy({ shift: 0, flip: false, crop: 0.2, noise: -1, cutout: 'wide' })).toEqual([
      { shift: 0, flip: false, crop: 0.2 },
      'data.augmentation.noise clamped',
      'data.augmentation.cutout replaced',
    ]);
    expect(augmentedBy(5)).toEqual([undefined, 'data.augmentation.shift missing', 'data.augmentation.flip missing']);
  });

  it('has what is missing from the default, and each lack told', () => {
    const result = readExperiment({ version: 1, network: { layers: [] } });
    expect(result.ok && result.value.experiment.tasks).toEqual([{ id: 'digit', kind: 'digit', colour: 0, weight: 1 }]);
    expect(result.ok && result.value.experiment.optimizer).toEqual(defaultExperiment.optimizer);
    const paths = result.ok
      ? result.value.repairs.filter((repair) => repair.code === 'missing').map((repair) => repair.path)
      : [];
    expect(paths).toEqual(
      expect.arrayContaining(['name', 'data.train', 'tasks', 'network.wires', 'optimizer.kind', 'training.epochs', 'seed']),
    );
  });

  it('loses tasks that its data set does not have, down to the default task', () => {
    const one = repaired({
      tasks: [{ id: 'mean', kind: 'mean-colour', weight: 0.5 }, ...defaultExperiment.tasks.slice(0, 2)],
    });
    expect(one.experiment.tasks.map((task) => task.id)).toEqual(['digit', 'parity']);
    expect(one.experiment.tasks.map((task) => Number(task.weight.toFixed(12)))).toEqual([0.625, 0.375]);
    expect(one.repairs.slice(0, 2)).toEqual(['tasks.mean dropped-task-not-on-dataset', 'tasks weights-rescaled']);
    const none = repaired({ tasks: [{ id: 'mean', kind: 'mean-colour', weight: 0.5 }, { id: 'Bad id', kind: 'digit' }, 7] });
    expect(none.experiment.tasks).toEqual([{ id: 'digit', kind: 'digit', colour: 0, weight: 1 }]);
    expect(none.repairs).toEqual(
      expect.arrayContaining(['tasks.1 dropped-bad-id', 'tasks.2 dropped-bad-id', 'tasks no-task-left']),
    );
  });

  describe('with thirteen tasks', () => {
    const kinds = ['digit', 'parity', 'loop', 'ink', 'at-least-five', 'reconstruction'] as const;
    const tasks = Array.from({ length: 13 }, (_, place) => ({ id: `task-${place}`, kind: kinds[place % kinds.length] ?? 'digit', colour: place % 12, weight: 1 / 13 }));
    const network = templates['towers'].build(defaultExperiment.data, tasks);

    it('keeps twelve and can train, and says which one went', () => {
      const { experiment, repairs } = repaired({ tasks, weightsSumToOne: false, network });
      expect(experiment.tasks).toEqual(tasks.slice(0, 12));
      expect(repairs).toEqual(['tasks.task-12 dropped-too-many-tasks']);
      expect(analyseExperiment(experiment)).toMatchObject({ runnable: true, faults: [] });
      // What the thirteenth had for itself went with it.
      const ids = experiment.network.layers.map(({ id }) => id);
      expect(network.layers.filter(({ id }) => !ids.includes(id)).length).toBeGreaterThan(1);
      expect(ids.filter((id) => id.startsWith('head'))).toHaveLength(12);
    });

    it('has the weights of those that stay sum to 1, where they must', () => {
      const { experiment, repairs } = repaired({ tasks, weightsSumToOne: true, network });
      expect(experiment.tasks.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(repairs).toEqual(['tasks.task-12 dropped-too-many-tasks', 'tasks weights-rescaled']);
    });
  });

  it('keeps negative weights rather than the sum of 1', () => {
    const tasks = defaultExperiment.tasks.map((task) => ({ ...task, weight: task.id === 'parity' ? -0.3 : task.weight }));
    const { experiment, repairs } = repaired({ tasks });
    expect(experiment.tasks).toEqual(tasks);
    expect(experiment.weightsSumToOne).toBe(false);
    expect(repairs).toEqual(['weightsSumToOne sum-to-one-off']);
  });

  it('loses double tasks and layers, wires to nowhere and double wires, and keeps loops', () => {
    const { layers, wires } = defaultExperiment.network;
    const { experiment, repairs } = repaired({
      tasks: [...defaultExperiment.tasks, { id: 'digit', kind: 'loop', colour: 0, weight: 0 }],
      network: {
        layers: [...layers, { ...layers[1], kind: 'dense' }],
        wires: [
          ...wires,
          { from: 'input', to: 'conv-1' },
          { from: 'input', to: 'nowhere' },
          'wire',
          { from: 'pool-2', to: 'conv-1' },
        ],
        ties: [
          { first: 'input', second: 'head-digit', strength: 2e6, kind: 'orthogonal' },
          { first: 'head-digit', second: 'input', strength: 1 },
          { first: 'conv-1', second: 'nowhere', strength: 1 },
          { first: 'conv-1', second: 'conv-2', strength: 1, kind: 'parallel' },
        ],
      },
    });
    expect(experiment.tasks).toEqual(defaultExperiment.tasks);
    expect(experiment.network.layers).toEqual(layers);
    expect(experiment.network.wires).toEqual([...wires, { from: 'pool-2', to: 'conv-1' }]);
    expect(repairs).toEqual([
      'tasks.digit dropped-duplicate',
      'network.layers.conv-1 dropped-duplicate',
      'network.wires.9 dropped-duplicate',
      'network.wires.10 dropped-wire-to-nowhere',
      'network.wires.11 dropped-wire-to-nowhere',
      'network.ties.0.strength clamped',
      'network.ties.1 dropped-duplicate',
      'network.ties.2 dropped-tie-to-nowhere',
      'network.ties.3.kind replaced',
    ]);
    expect(experiment.network.ties).toEqual([
      { first: 'input', second: 'head-digit', strength: 1e6, kind: 'orthogonal' },
      { first: 'conv-1', second: 'conv-2', strength: 1 },
    ]);
  });

  it('has the parameters of its layers cleaned by their descriptions', () => {
    const values = { filters: 1e6, kernel: 'big', stride: 2, colour: 'red' };
    const { layer, repairs } = repairedLayer('conv-1', { values, initialiser: 'random', x: Number.MAX_VALUE });
    expect(layer).toMatchObject({ values: { filters: 2048, kernel: 3, stride: 2 }, initialiser: 'auto', x: 100_000 });
    expect(layer?.values).not.toHaveProperty('colour');
    expect(repairs).toEqual([
      'network.layers.conv-1.values.filters clamped',
      'network.layers.conv-1.values.kernel replaced',
      'network.layers.conv-1.values dropped-unknown-parameter',
      'network.layers.conv-1.initialiser replaced',
      'network.layers.conv-1.x clamped',
    ]);
  });

  it('has layers that are frozen or not, and nothing in between', () => {
    expect(repairedLayer('conv-1', { frozen: true })).toMatchObject({ layer: { frozen: true }, repairs: [] });
    expect(repairedLayer('conv-1', { frozen: false }).layer).not.toHaveProperty('frozen');
    expect(repairedLayer('conv-1', { frozen: 'ice' }).repairs).toEqual(['network.layers.conv-1.frozen replaced']);
  });

  it('has no −0, which a link could not give back', () => {
    expect(repairedLayer('conv-1', { x: -0 }).layer?.x).toBe(0);
    const network = { layers: [{ id: 'a', kind: 'dropout', values: { rate: -0 }, initialiser: 'auto', x: 0, y: 0 }], wires: [] };
    expect(repaired({ network }).experiment.network.layers[0]?.values['rate']).toBe(0);
  });

  it('loses layers of unknown kinds with their wires', () => {
    for (const kind of ['transformer', '__proto__', 'constructor', 5]) {
      const { layer, experiment, repairs } = repairedLayer('pool-2', { kind });
      expect(layer).toBeUndefined();
      expect(experiment.network.wires).toHaveLength(6);
      expect(repairs[0]).toBe('network.layers.pool-2 dropped-unknown-kind');
    }
  });

  it('is cut to its limits', () => {
    const layers = Array.from({ length: 300 }, (_, index) => ({ ...defaultExperiment.network.layers[1], id: `conv-${index}` }));
    const { experiment, repairs } = repaired({ network: { layers, wires: [], ties: [] }, name: 'x'.repeat(500) });
    expect(experiment.network.layers).toHaveLength(200);
    expect(experiment.name).toHaveLength(120);
    expect(repairs).toEqual(['name shortened', 'network.layers shortened']);
  });

  it('loses characters that could mislead, and keeps every other', () => {
    const { experiment, repairs } = repaired({ name: 'a\u0000b\u202ec\nd 网络 🎈<script>', note: 'one\r\ntwo\ud800' });
    expect(experiment.name).toBe('abc d 网络 🎈<script>');
    expect(experiment.note).toBe('one\ntwo');
    expect(repairs).toEqual(['name characters-removed', 'note characters-removed']);
  });

  it('with thousands of faults has a list that can be read', () => {
    const wires = Array.from({ length: 600 }, () => ({}));
    const { repairs } = repaired({ network: { ...defaultExperiment.network, wires } });
    expect(repairs).toHaveLength(51);
    expect(repairs.at(-1)).toBe(' and-more');
  });
});
