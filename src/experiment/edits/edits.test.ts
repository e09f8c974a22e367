import { describe, expect, it } from 'vitest';
import { datasetById, datasets } from '../../domain/datasets/datasets';
import { keysOf } from '../../lib/keys';
import { firstTemplates } from '../templates/first-templates';
import { templates } from '../templates/templates';
import { applyCommand, type CommandArguments, type CommandId } from '../commands';
import { analyseExperiment } from '../context';
import { defaultExperiment } from '../default-experiment';
import { needsRestart } from '../field-values';
import { liveSettings, withLiveSettings } from '../live-settings';
import { readExperiment } from '../read-document';
import { decodeLink, encodeLink } from '../link/link-codec';
import type { Experiment } from '../schema';

/** The document after a command that must be taken. */
function after<Id extends CommandId>(experiment: Experiment, id: Id, args: CommandArguments<Id>): Experiment {
  const result = applyCommand(experiment, id, args);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** Why a command is refused on the default document. */
function refusal<Id extends CommandId>(id: Id, args: CommandArguments<Id>, experiment = defaultExperiment): string {
  const result = applyCommand(experiment, id, args);
  return result.ok ? 'taken' : result.error.code;
}

const weightsOf = (experiment: Experiment) => experiment.tasks.map((task) => Number(task.weight.toFixed(12)));
const idsOf = (experiment: Experiment) => experiment.network.layers.map((layer) => layer.id);

describe('task weights', () => {
  it('rescale each other in proportion while they sum to 1', () => {
    expect(weightsOf(after(defaultExperiment, 'task.weight', { task: 'digit', weight: 0.75 }))).toEqual([0.75, 0.15, 0.1]);
    expect(weightsOf(after(defaultExperiment, 'task.weight', { task: 'digit', weight: 7 }))).toEqual([1, 0, 0]);
    expect(weightsOf(after(defaultExperiment, 'task.weight', { task: 'digit', weight: -1 }))).toEqual([0, 0.6, 0.4]);
  });

  it('share equally when all others are zero', () => {
    const alone = after(defaultExperiment, 'task.weight', { task: 'digit', weight: 1 });
    expect(weightsOf(after(alone, 'task.weight', { task: 'digit', weight: 0.5 }))).toEqual([0.5, 0.25, 0.25]);
  });

  it('are free when they need not sum to 1, and are rescaled when they must again', () => {
    const free = after(defaultExperiment, 'task.sum-to-one', { on: false });
    const odd = after(after(free, 'task.weight', { task: 'digit', weight: 5.5 }), 'task.weight', { task: 'parity', weight: -3 });
    expect(weightsOf(odd)).toEqual([5.5, -3, 0.2]);
    expect(weightsOf(after(odd, 'task.sum-to-one', { on: true }))).toEqual([
      Number((5.5 / 5.7).toFixed(12)),
      0,
      Number((0.2 / 5.7).toFixed(12)),
    ]);
    expect(weightsOf(after(free, 'task.weight', { task: 'digit', weight: 1e9 }))[0]).toBe(1000);
  });
});

describe('tasks', () => {
  it('are grouped by classes together with their name, as they are added or later', () => {
    const groups = [{ name: ' low ', classes: [0, 1, 1] }, { name: '', classes: [1, 2, 99] }, { name: 'none', classes: [0] }];
    const made = [{ name: 'low', classes: [0, 1] }, { name: '2', classes: [2] }];
    const added = after(defaultExperiment, 'task.add', { kind: 'classify', classes: { field: 'digit', groups, name: ' Size ' } });
    expect(added.tasks.at(-1)).toMatchObject({ id: 'classify', kind: 'classify', name: 'Size', field: 'digit', groups: made });
    expect(added.network.layers.at(-1)).toMatchObject({ kind: 'head', values: { task: 'classify' } });
    expect(decodeLink(encodeLink(added))).toMatchObject({ ok: true, value: { experiment: added, repairs: [] } });
    const parity = (args: Omit<CommandArguments<'task.classes'>, 'task'>) => after(defaultExperiment, 'task.classes', { task: 'parity', ...args }).tasks[1];
    expect(parity({ field: 'digit', groups, name: 'Size' })).toMatchObject({ id: 'parity', kind: 'classify', name: 'Size', colour: 1, groups: made });
    expect(parity({ field: 'digit', groups })).not.toHaveProperty('name');
    expect(parity({ field: 'digit', groups: [] })).not.toHaveProperty('groups');
    expect(refusal('task.add', { kind: 'classify', classes: { field: 'digit', groups: groups.slice(0, 1) } })).toBe('one-group');
    expect(refusal('task.classes', { task: 'parity', field: 'object', groups })).toBe('no-such-field');
  });

  it('are added with the mean weight, a head where most heads hang, and a place of their own', () => {
    const added = after(defaultExperiment, 'task.add', { kind: 'loop' });
    expect(weightsOf(added)).toEqual([0.375, 0.225, 0.15, 0.25]);
    expect(added.network.wires.at(-1)).toEqual({ from: 'dense-1', to: 'head-loop' });
    expect(added.network.layers.at(-1)).toMatchObject({ id: 'head-loop', values: { task: 'loop' }, x: 950, y: 330 });
    expect(analyseExperiment(added).runnable).toBe(true);
    const elsewhere = after(defaultExperiment, 'task.add', { kind: 'ink', attachTo: 'pool-1' });
    expect(elsewhere.network.wires.at(-1)).toEqual({ from: 'pool-1', to: 'head-ink' });
  });

  it('are removed with every layer that served them alone', () => {
    const removed = after(defaultExperiment, 'task.remove', { task: 'reconstruction' });
    expect(idsOf(removed)).toEqual(['input', 'conv-1', 'pool-1', 'conv-2', 'pool-2', 'dense-1', 'head-digit', 'head-parity']);
    expect(weightsOf(removed)).toEqual([0.625, 0.375]);
    expect(analyseExperiment(removed).faults).toEqual([]);
    const first = after(defaultExperiment, 'task.remove', { task: 'digit' });
    expect(idsOf(first)).toEqual(idsOf(defaultExperiment).filter((id) => id !== 'head-digit'));
  });

  it('leave their head behind as a plain projection where it feeds another task', () => {
    const cascade = after(defaultExperiment, 'network.start-from', { template: templates.cascade });
    const removed = after(cascade, 'task.remove', { task: 'digit' });
    expect(removed.network.layers.find((layer) => layer.id === 'head-digit')).toMatchObject({
      kind: 'dense',
      values: { units: 10, activation: 'none' },
      initialiser: 'small',
    });
    expect(analyseExperiment(removed).faults).toEqual([]);
  });

  it('may hang on another task’s head', () => {
    const added = after(defaultExperiment, 'task.add', { kind: 'loop', attachTo: 'head-digit' });
    expect(added.network.wires).toContainEqual({ from: 'head-digit', to: 'head-loop' });
  });

  it('may be of a kind that is there, elsewhere in the network, up to twelve', () => {
    const again = after(defaultExperiment, 'task.add', { kind: 'digit', attachTo: 'conv-1' });
    expect(again.tasks.map(({ id, kind }) => [id, kind]).at(-1)).toEqual(['digit-1', 'digit']);
    expect(again.network.wires).toContainEqual({ from: 'conv-1', to: 'head-digit-1' });
    let full = defaultExperiment;
    while (full.tasks.length < 12) full = after(full, 'task.add', { kind: 'ink' });
    expect(analyseExperiment(full).runnable).toBe(true);
    expect(refusal('task.add', { kind: 'ink' }, full)).toBe('too-many-tasks');
  });

  it('are refused where they make no sense', () => {
    expect(refusal('task.add', { kind: 'mean-colour' })).toBe('task-not-on-dataset');
    expect(refusal('task.remove', { task: 'loop' })).toBe('unknown-task');
    const one = after(after(defaultExperiment, 'task.remove', { task: 'parity' }), 'task.remove', { task: 'digit' });
    expect(refusal('task.remove', { task: 'reconstruction' }, one)).toBe('last-task');
  });
});

/** The default document with a twin of conv-2, tied to it. */
function twins(): Experiment {
  const twin = after(defaultExperiment, 'layer.add', { kind: 'conv2d', from: 'pool-1' });
  const alike = after(twin, 'layer.value', { id: 'conv2d-1', name: 'filters', value: 16 });
  return after(alike, 'tie.add', { first: 'conv-2', second: 'conv2d-1' });
}

describe('layers', () => {
  it('go into a wire, at its place in the list of inputs, and the layers behind make room', () => {
    const joined = after(after(defaultExperiment, 'layer.add', { kind: 'concat', from: 'conv-1' }), 'wire.add', {
      from: 'input',
      to: 'concat-1',
    });
    const filled = after(joined, 'layer.add', { kind: 'dropout', into: { from: 'conv-1', to: 'concat-1' } });
    const inputs = filled.network.wires.filter((wire) => wire.to === 'concat-1').map((wire) => wire.from);
    expect(inputs).toEqual(['dropout-1', 'input']);
    const stretched = after(defaultExperiment, 'layer.add', { kind: 'activation', into: { from: 'conv-2', to: 'pool-2' } });
    const xOf = (id: string) => stretched.network.layers.find((layer) => layer.id === id)?.x;
    expect(['conv-2', 'activation-1', 'pool-2', 'dense-1'].map(xOf)).toEqual([460, 620, 780, 940]);
  });

  it('go behind a layer, before all that it feeds', () => {
    const behind = after(defaultExperiment, 'layer.add', { kind: 'dropout', after: 'pool-2' });
    expect(behind.network.wires.filter(({ from }) => from === 'pool-2')).toEqual([{ from: 'pool-2', to: 'dropout-1' }]);
    expect(behind.network.wires.filter(({ from }) => from === 'dropout-1').map(({ to }) => to)).toEqual(['dense-1', 'upsample-1']);
    expect(behind.network.layers.find(({ id }) => id === 'dropout-1')).toMatchObject({ x: 780, y: 120 });
    expect(after(defaultExperiment, 'layer.add', { kind: 'dense', after: 'head-digit' }).network.wires.at(-1)).toEqual({ from: 'head-digit', to: 'dense-2' });
    expect(refusal('layer.add', { kind: 'flatten', after: 'pool-1' })).toBe('needs-image');
  });

  it('are refused where they would break the network', () => {
    expect(refusal('layer.add', { kind: 'conv2d', from: 'dense-1' })).toBe('needs-image');
    expect(refusal('layer.add', { kind: 'flatten', into: { from: 'pool-1', to: 'conv-2' } })).toBe('needs-image');
    expect(refusal('layer.add', { kind: 'input', into: { from: 'pool-1', to: 'conv-2' } })).toBe('input-takes-none');
    expect(refusal('layer.add', { kind: 'dropout', into: { from: 'pool-1', to: 'input' } })).toBe('unknown-wire');
    expect(refusal('layer.add', { kind: 'head' })).toBe('every-task-has-a-head');
    expect(refusal('layer.add', { kind: 'dense', at: { x: Number.NaN, y: 0 } })).toBe('not-a-number');
  });

  it('take a task away with its head, but never the last one', () => {
    const removed = after(defaultExperiment, 'layer.remove', { ids: ['head-parity', 'pool-2'] });
    expect(removed.tasks.map((task) => task.id)).toEqual(['digit', 'reconstruction']);
    expect(removed.network.wires.some((wire) => wire.from === 'pool-2' || wire.to === 'pool-2')).toBe(false);
    expect(refusal('layer.remove', { ids: idsOf(defaultExperiment) })).toBe('last-task');
  });

  it('take values within their ranges, and heads swap their tasks', () => {
    const set = after(defaultExperiment, 'layer.value', { id: 'conv-1', name: 'filters', value: 9999 });
    expect(set.network.layers[1]?.values['filters']).toBe(2048);
    const swapped = after(defaultExperiment, 'layer.value', { id: 'head-digit', name: 'task', value: 'parity' });
    expect(swapped.network.layers.filter((layer) => layer.kind === 'head').map((head) => head.values['task'])).toEqual([
      'parity',
      'digit',
      'reconstruction',
    ]);
    expect(refusal('layer.value', { id: 'head-digit', name: 'task', value: 'loop' })).toBe('unknown-task');
    expect(refusal('layer.value', { id: 'conv-1', name: '__proto__', value: 1 })).toBe('unknown-parameter');
  });

  it('are copied with the wires among them', () => {
    const copied = after(defaultExperiment, 'layer.duplicate', { ids: ['conv-2', 'pool-2', 'head-digit'] });
    expect(idsOf(copied).slice(10)).toEqual(['conv2d-1', 'max-pool-1']);
    expect(copied.network.wires.at(-1)).toEqual({ from: 'conv2d-1', to: 'max-pool-1' });
    expect(refusal('layer.duplicate', { ids: ['head-digit'] })).toBe('nothing-to-duplicate');
  });

  it('are copied with the ties among them, and keep how they stand to each other', () => {
    const tied = twins();
    const copied = after(tied, 'layer.duplicate', { ids: ['conv-2', 'conv2d-1'] });
    expect(copied.network.ties.at(-1)).toMatchObject({ first: 'conv2d-2', second: 'conv2d-3' });
    const place = (id: string) => copied.network.layers.find((layer) => layer.id === id)?.y ?? 0;
    expect(place('conv2d-3') - place('conv2d-2')).toBe(place('conv2d-1') - place('conv-2'));
  });

  it('are removed together with wires and ties elsewhere, and with the tasks of their heads', () => {
    const tied = twins();
    const removed = after(tied, 'network.remove', {
      layers: ['head-parity'],
      wires: [{ from: 'pool-1', to: 'conv-2' }],
      ties: [{ first: 'conv2d-1', second: 'conv-2' }],
    });
    expect(removed.tasks.map(({ id }) => id)).toEqual(['digit', 'reconstruction']);
    expect(removed.network.ties).toEqual([]);
    expect(removed.network.wires).toHaveLength(tied.network.wires.length - 2);
    expect(refusal('network.remove', { layers: ['head-digit', 'head-parity', 'head-reconstruction'], wires: [], ties: [] })).toBe('last-task');
  });

  it('become another kind with their wires, where that fits', () => {
    const other = after(defaultExperiment, 'layer.kind', { id: 'conv-2', kind: 'separable-conv2d' });
    const conv = other.network.layers.find(({ id }) => id === 'conv-2');
    expect(conv).toMatchObject({ kind: 'separable-conv2d', values: { filters: 16 } });
    expect(other.network.wires).toBe(defaultExperiment.network.wires);
    expect(refusal('layer.kind', { id: 'pool-1', kind: 'dense' })).toBe('needs-image');
    expect(refusal('layer.kind', { id: 'head-digit', kind: 'dense' })).toBe('ends-stay');
    const joined = after(after(defaultExperiment, 'layer.add', { kind: 'add', from: 'conv-1' }), 'layer.duplicate', { ids: ['conv-1'] });
    const both = after(joined, 'wire.add', { from: 'conv2d-1', to: 'add-1' });
    expect(refusal('layer.kind', { id: 'add-1', kind: 'flatten' }, both)).toBe('takes-one-input');
  });

  it('are moved to whole pixels on the canvas', () => {
    const moved = after(defaultExperiment, 'layer.move', { places: [{ id: 'input', x: -0.4, y: 1e9 }] });
    expect(moved.network.layers[0]).toMatchObject({ x: 0, y: 100_000 });
  });
});

describe('a wire', () => {
  it('takes the place of the one that enters a head: the network forks earlier, in one edit', () => {
    const forked = after(defaultExperiment, 'wire.add', { from: 'pool-1', to: 'head-parity' });
    expect(forked.network.wires).toHaveLength(defaultExperiment.network.wires.length);
    expect(forked.network.wires.filter(({ to }) => to === 'head-parity')).toEqual([{ from: 'pool-1', to: 'head-parity' }]);
    expect(refusal('wire.add', { from: 'pool-1', to: 'head-parity' }, forked)).toBe('duplicate');
  });

  it('is moved by either end, and keeps its place among the inputs', () => {
    const joined = after(after(defaultExperiment, 'layer.add', { kind: 'concat', from: 'conv-1' }), 'wire.add', { from: 'input', to: 'concat-1' });
    const start = after(joined, 'layer.duplicate', { ids: ['conv-1'] });
    const moved = after(start, 'wire.move', { wire: { from: 'conv-1', to: 'concat-1' }, to: { from: 'conv2d-1', to: 'concat-1' } });
    expect(moved.network.wires.filter(({ to }) => to === 'concat-1').map(({ from }) => from)).toEqual(['conv2d-1', 'input']);
    const elsewhere = after(moved, 'wire.move', { wire: { from: 'conv2d-1', to: 'concat-1' }, to: { from: 'conv2d-1', to: 'head-digit' } });
    expect(elsewhere.network.wires.filter(({ from }) => from === 'conv2d-1')).toEqual([{ from: 'conv2d-1', to: 'head-digit' }]);
    const wire = { from: 'pool-1', to: 'conv-2' };
    expect(after(start, 'wire.move', { wire, to: wire })).toBe(start);
    expect(refusal('wire.move', { wire: { from: 'conv-2', to: 'conv-1' }, to: wire })).toBe('unknown-wire');
  });
});

describe('a command that changes nothing', () => {
  it('gives back the very document', () => {
    expect(after(defaultExperiment, 'layer.move', { places: [{ id: 'input', x: 0.3, y: 120 }] })).toBe(defaultExperiment);
    expect(after(defaultExperiment, 'layer.value', { id: 'conv-1', name: 'filters', value: 8 })).toBe(defaultExperiment);
    expect(after(defaultExperiment, 'training.epochs', { epochs: 6.2 })).toBe(defaultExperiment);
    expect(after(defaultExperiment, 'task.sum-to-one', { on: true }).weightsSumToOne).toBe(true);
  });

  it('and one that moves a layer leaves the others as they are', () => {
    const moved = after(defaultExperiment, 'layer.move', { places: [{ id: 'input', x: 5, y: 5 }] });
    expect(moved.network.layers[1]).toBe(defaultExperiment.network.layers[1]);
  });
});

describe('another data set', () => {
  it('keeps tasks that it has, exchanges the others for ones of the same kind, and can train at once', () => {
    const all = after(after(defaultExperiment, 'task.add', { kind: 'ink' }), 'task.add', { kind: 'loop' });
    const cifar = after(all, 'data.dataset', { dataset: 'cifar10' });
    expect(cifar.tasks.map((task) => task.id)).toEqual(['object-class', 'animal-or-vehicle', 'reconstruction', 'mean-colour']);
    expect(cifar.tasks.reduce((sum, task) => sum + task.weight, 0)).toBeCloseTo(1, 12);
    expect(analyseExperiment(cifar)).toMatchObject({ runnable: true, faults: [] });
    expect(after(cifar, 'data.dataset', { dataset: 'cifar10' })).toBe(cifar);
  });

  it('has no more images used than it holds', () => {
    const many = after(defaultExperiment, 'data.images', { train: 1e6, test: 1e6 });
    expect(many.data).toMatchObject({ train: 60_000, test: 10_000 });
    expect(after(many, 'data.dataset', { dataset: 'cifar10' }).data).toMatchObject({ train: 50_000, test: 10_000 });
  });
});

describe('the optimiser', () => {
  it('brings its learning rate along unless a person set one, and keeps parameters that both have', () => {
    expect(after(defaultExperiment, 'optimizer.kind', { kind: 'sgd' }).optimizer.learningRate).toBe(0.1);
    const own = after(after(defaultExperiment, 'optimizer.rate', { rate: 0.003 }), 'optimizer.value', {
      name: 'beta1',
      value: 0.5,
    });
    expect(after(own, 'optimizer.kind', { kind: 'adamw' }).optimizer).toMatchObject({
      learningRate: 0.003,
      values: { beta1: 0.5 },
    });
    expect(after(own, 'optimizer.kind', { kind: 'momentum' }).optimizer).toMatchObject({ learningRate: 0.003, values: {} });
  });

  it('refuses what is no number and clamps what is too much', () => {
    expect(refusal('optimizer.rate', { rate: Number.NaN })).toBe('not-a-number');
    expect(after(defaultExperiment, 'optimizer.rate', { rate: 1e9 }).optimizer.learningRate).toBe(10);
    expect(after(defaultExperiment, 'training.epochs', { epochs: 2.6 }).training.epochs).toBe(3);
  });
});

describe('freezing', () => {
  const frozenOf = (experiment: Experiment) => experiment.network.layers.filter((layer) => layer.frozen === true).map((layer) => layer.id);

  it('marks layers that are there, and thawing gives the very document back', () => {
    const frozen = after(defaultExperiment, 'layer.freeze', { ids: ['conv-1', 'head-digit', 'nowhere'], frozen: true });
    expect(frozenOf(frozen)).toEqual(['conv-1', 'head-digit']);
    expect(frozenOf(after(frozen, 'layer.freeze', { ids: ['conv-1'], frozen: false }))).toEqual(['head-digit']);
    expect(after(frozen, 'layer.freeze', { ids: ['conv-1', 'head-digit'], frozen: false })).toEqual(defaultExperiment);
  });

  it('is a live setting that links and files keep', () => {
    const frozen = after(defaultExperiment, 'layer.freeze', { ids: ['conv-1'], frozen: true });
    expect(needsRestart(defaultExperiment, frozen)).toBe(false);
    expect(liveSettings(frozen).frozen).toEqual(['conv-1']);
    expect(withLiveSettings(defaultExperiment, liveSettings(frozen))).toEqual(frozen);
    expect(withLiveSettings(frozen, liveSettings(defaultExperiment))).toEqual(defaultExperiment);
    for (const experiment of [frozen, defaultExperiment]) {
      const decoded = decodeLink(encodeLink(experiment));
      expect(decoded.ok && decoded.value).toMatchObject({ experiment, repairs: [] });
    }
  });
});

describe('grouping classes', () => {
  it('of a task that asked for something else leaves a loss behind that no class has', () => {
    const before = applyCommand(defaultExperiment, 'task.loss', { task: 'reconstruction', kind: 'mae' });
    if (!before.ok) throw new Error(before.error.code);
    const grouped = applyCommand(before.value, 'task.classes', { task: 'reconstruction', field: 'digit', groups: [] });
    expect(grouped.ok && grouped.value.tasks[2]).toEqual({ id: 'reconstruction', kind: 'classify', colour: 2, field: 'digit', weight: 0.2 });
    expect(grouped.ok && readExperiment(grouped.value)).toEqual({ ok: true, value: { experiment: grouped.ok && grouped.value, repairs: [] } });
  });
});

describe('a data set that is about something else', () => {
  it.each(keysOf(datasets).filter((id) => datasetById(id).start !== undefined))('%s brings its own tasks and network, and they can train', (dataset) => {
    const chosen = applyCommand(defaultExperiment, 'data.dataset', { dataset });
    if (!chosen.ok) throw new Error(chosen.error.code);
    const { start } = datasetById(dataset);
    expect(chosen.value.tasks.map(({ kind }) => kind)).toEqual(start?.tasks);
    expect(Object.keys(firstTemplates)).toContain(start?.network);
    expect(chosen.value.tasks.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(analyseExperiment(chosen.value)).toMatchObject({ runnable: true, faults: [] });
    const back = applyCommand(chosen.value, 'data.dataset', { dataset: 'mnist' });
    expect(back.ok && analyseExperiment(back.value).runnable).toBe(true);
  });
});
