import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../commands';
import { defaultExperiment } from '../default-experiment';
import { needsRestart } from '../field-values';
import { liveSettings } from '../live-settings';
import { anyExperiment } from '../random-commands.test-helpers';
import type { Experiment } from '../schema';
import { differencesBetween } from './differences';

function after<Id extends CommandId>(id: Id, args: CommandArguments<Id>, start: Experiment = defaultExperiment): Experiment {
  const edited = applyCommand(start, id, args);
  if (!edited.ok) throw new Error(edited.error.code);
  return edited.value;
}

describe('differences between documents', () => {
  it('are the field, its value before and its value after', () => {
    expect(differencesBetween(defaultExperiment, after('optimizer.rate', { rate: 0.003 }))).toEqual([
      { kind: 'field', path: 'optimizer.learningRate', before: 0.001, after: 0.003 },
    ]);
    expect(differencesBetween(defaultExperiment, after('layer.value', { id: 'conv-2', name: 'filters', value: 32 }))).toEqual([
      { kind: 'field', path: 'network.layers.conv-2.values.filters', before: 16, after: 32 },
    ]);
  });

  it('leave out weights that the method does not use', () => {
    const pcgrad = after('balancing.method', { method: 'pcgrad' });
    const weighed = after('task.weight', { task: 'digit', weight: 0.9 }, pcgrad);
    expect(differencesBetween(pcgrad, weighed)).toEqual([]);
    expect(differencesBetween(defaultExperiment, weighed).map(({ kind }) => kind)).toEqual(['field']);
  });

  it('name layers by their kinds, and wires only where no layer came or went', () => {
    const inserted = after('layer.add', { kind: 'dropout', into: { from: 'dense-1', to: 'head-digit' } });
    expect(differencesBetween(defaultExperiment, inserted)).toEqual([{ kind: 'layers', added: ['dropout'], removed: [] }]);
    const cut = after('wire.remove', { wires: [{ from: 'dense-1', to: 'head-digit' }] });
    expect(differencesBetween(defaultExperiment, cut)).toEqual([{ kind: 'wires', added: 0, removed: 1 }]);
  });

  it('name the layers that stand still, and those that move again', () => {
    const frozen = after('layer.freeze', { ids: ['conv-1', 'conv-2'], frozen: true });
    expect(differencesBetween(defaultExperiment, frozen)).toEqual([{ kind: 'frozen', layers: ['conv-1', 'conv-2'] }]);
    expect(differencesBetween(frozen, after('layer.freeze', { ids: ['conv-1'], frozen: false }, frozen))).toEqual([
      { kind: 'thawed', layers: ['conv-1'] },
    ]);
  });

  it('name tasks by their kinds', () => {
    const differences = differencesBetween(defaultExperiment, after('task.remove', { task: 'parity' }));
    expect(differences[0]).toEqual({ kind: 'tasks', added: [], removed: ['parity'] });
    const exchanged = { ...defaultExperiment, tasks: defaultExperiment.tasks.toReversed() };
    expect(differencesBetween(defaultExperiment, exchanged)[0]).toEqual({ kind: 'order' });
  });

  it('see inputs in another order', () => {
    const joined = after('layer.add', { kind: 'add', from: 'pool-1' }, after('layer.duplicate', { ids: ['pool-1'] }));
    const both = after('wire.add', { from: 'conv-1', to: 'max-pool-1' }, joined);
    const two = after('wire.add', { from: 'max-pool-1', to: 'add-1' }, both);
    const turned = { ...two, network: { ...two.network, wires: two.network.wires.toReversed() } };
    expect(differencesBetween(two, turned)).toEqual([{ kind: 'order' }]);
    expect(differencesBetween(both, { ...both, network: { ...both.network, wires: both.network.wires.toReversed() } })).toEqual([]);
  });

  it('are none where nothing that a training sees is different, and some where something is', () => {
    const usual = (experiment: Experiment) => ({ ...experiment, name: 'x', note: 'y', network: moved(experiment) });
    fc.assert(
      fc.property(anyExperiment, anyExperiment, (first, second) => {
        expect(differencesBetween(first, usual(first))).toEqual([]);
        if (differencesBetween(first, second).length > 0) return;
        // Parameters left out mean their defaults, and unused weights mean nothing: all else must
        // agree.
        expect(needsRestart(levelled(first), levelled(second))).toBe(false);
        const live = ({ weights: _weights, balancing: _balancing, ...rest }: ReturnType<typeof liveSettings>) => rest;
        expect(live(liveSettings(first))).toEqual(live(liveSettings(second)));
        expect(first.balancing.method).toBe(second.balancing.method);
      }),
      { numRuns: 60 },
    );
  });

  it('take a fold that is left out for the first', () => {
    const onFold = (fold: number) => ({ ...defaultExperiment, data: { ...defaultExperiment.data, fold } });
    expect(differencesBetween(defaultExperiment, onFold(0))).toEqual([]);
    expect(differencesBetween(defaultExperiment, onFold(3))).toEqual([{ kind: 'field', path: 'data.fold', before: 0, after: 3 }]);
  });

  it('take augmentation that is left out for none', () => {
    const both = after('data.augmentation', { shift: 2, flip: true });
    const changes = (before: Experiment, then: Experiment) =>
      differencesBetween(before, then).map((change) => ('path' in change ? [change.path, change.after] : []));
    expect(changes(defaultExperiment, both)).toEqual([['data.augmentation.shift', 2], ['data.augmentation.flip', true]]);
    expect(changes(both, defaultExperiment)).toEqual([['data.augmentation.shift', 0], ['data.augmentation.flip', false]]);
    const turned = after('data.augmentation', { rotate: 15, brightness: 0.1 });
    expect(changes(defaultExperiment, turned)).toEqual([['data.augmentation.rotate', 15], ['data.augmentation.brightness', 0.1]]);
    expect(changes(turned, defaultExperiment)).toEqual([['data.augmentation.rotate', 0], ['data.augmentation.brightness', 0]]);
  });

  it('find every single change of a field', () => {
    const changes: readonly (readonly [CommandId, Experiment])[] = [
      ['data.images', after('data.images', { train: 500 })],
      ['data.images', after('data.images', { test: 500 })],
      ['data.augmentation', after('data.augmentation', { shift: 1 })],
      ['task.weight', after('task.weight', { task: 'ink', weight: 0.1 }, after('task.add', { kind: 'ink' }))],
      ['optimizer.kind', after('optimizer.kind', { kind: 'sgd' })],
      ['optimizer.value', after('optimizer.value', { name: 'beta1', value: 0.5 })],
      ['schedule.kind', after('schedule.kind', { kind: 'cosine' })],
      ['schedule.value', after('schedule.value', { name: 'gamma', value: 0.9 }, after('schedule.kind', { kind: 'step' }))],
      ['schedule.warmup', after('schedule.warmup', { steps: 5 })],
      ['regularisation.set', after('regularisation.set', { name: 'l2', value: 0.1 })],
      ['training.alternate', after('training.alternate', { alternate: 'each' })],
      ['training.batch', after('training.batch', { batch: 'full' })],
      ['training.batch-size', after('training.batch-size', { size: 16 })],
      ['training.epochs', after('training.epochs', { epochs: 2 })],
      ['training.evaluate-every', after('training.evaluate-every', { steps: 7 })],
      ['training.seed', after('training.seed', { seed: 7 })],
      ['layer.initialiser', after('layer.initialiser', { id: 'dense-1', initialiser: 'zeros' })],
      ['wire.add', after('wire.remove', { wires: [{ from: 'pool-2', to: 'dense-1' }] })],
    ];
    const missed = changes.filter(
      ([, changed]) =>
        differencesBetween(defaultExperiment, changed).length === 0 || differencesBetween(changed, defaultExperiment).length === 0,
    );
    expect(missed.map(([command]) => command)).toEqual([]);
  });
});

function moved({ network }: Experiment): Experiment['network'] {
  return { ...network, layers: network.layers.map((layer) => ({ ...layer, x: layer.x + 1, y: 3 })) };
}

/** Without the values of parameters, which are compared by what they mean. */
function levelled(experiment: Experiment): Experiment {
  const layers = experiment.network.layers
    .map((layer) => ({ ...layer, values: {} }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const wires = experiment.network.wires.toSorted((one, other) => (`${one.from} ${one.to}` < `${other.from} ${other.to}` ? -1 : 1));
  return { ...experiment, network: { ...experiment.network, layers, wires }, optimizer: { ...experiment.optimizer, values: {} } };
}
