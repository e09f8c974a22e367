import { expect, test } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../commands';
import { defaultExperiment } from '../default-experiment';
import type { Experiment } from '../schema';
import { effectOf } from './effect';
import { phrase } from './phrase';
import { templates } from '../templates/templates';

function after<Id extends CommandId>(id: Id, args: CommandArguments<Id>, start: Experiment = defaultExperiment): Experiment {
  const edited = applyCommand(start, id, args);
  if (!edited.ok) throw new Error(edited.error.code);
  return edited.value;
}

const task = (id: string) => phrase('tasks', id);

test('nothing is said of what no training sees', () => {
  expect(effectOf(defaultExperiment, defaultExperiment)).toBeUndefined();
  expect(effectOf(defaultExperiment, after('experiment.name', { name: 'Other' }))).toBeUndefined();
  expect(effectOf(defaultExperiment, after('layer.move', { places: [{ id: 'conv-1', x: 7, y: 9 }] }))).toBeUndefined();
});

test('a weight is told as a share of all weights, also where the others give way', () => {
  const heavier = after('task.weight', { task: 'parity', weight: 0.78 });
  expect(effectOf(defaultExperiment, heavier)).toEqual(phrase('effects', 'weight', { task: task('parity'), before: 30, after: 78 }));
  const free = after('task.sum-to-one', { on: false });
  const muted = after('task.weight', { task: 'digit', weight: 0 }, free);
  expect(effectOf(free, muted)).toEqual(phrase('effects', 'muted', { task: task('digit') }));
});

test('a task on the trunk says how many layers it shares, and with whom', () => {
  const added = after('task.add', { kind: 'loop', attachTo: 'pool-2' });
  expect(effectOf(defaultExperiment, added)).toEqual(
    phrase('effects', 'added', { task: task('loop'), count: 4, others: ['digit', 'parity', 'reconstruction'].map(task) }),
  );
  expect(effectOf(added, defaultExperiment)).toEqual(phrase('effects', 'removed', { tasks: [task('loop')] }));
});

test('an earlier fork says how many layers a task still shares', () => {
  const apart = after('wire.add', { from: 'pool-2', to: 'head-parity' }, after('wire.remove', { wires: [{ from: 'dense-1', to: 'head-parity' }] }));
  expect(effectOf(defaultExperiment, apart)).toEqual(phrase('effects', 'sharing', { task: task('parity'), before: 5, after: 4 }));
});

test('method, data set and start network are told by name or in numbers', () => {
  expect(effectOf(defaultExperiment, after('balancing.method', { method: 'pcgrad' }))).toEqual(
    phrase('effects', 'method', { after: phrase('balancing', 'pcgrad'), before: phrase('balancing', 'static') }),
  );
  expect(effectOf(defaultExperiment, after('data.dataset', { dataset: 'cifar10' }))).toMatchObject({
    code: 'dataset',
    params: { dataset: phrase('canvas', 'dataset.cifar10'), shape: '32×32×3' },
  });
  const ple = after('network.start-from', { template: templates.ple });
  expect(effectOf(defaultExperiment, ple)).toMatchObject({ code: 'network', params: { layers: ple.network.layers.length } });
});

test('a layer more says what it does to the number of parameters; one that is frozen, its name', () => {
  const free = after('layer.add', { kind: 'dense' });
  expect(effectOf(defaultExperiment, free)).toMatchObject({ code: 'layersAdded', params: { layers: [phrase('network', 'kind.dense')], before: 52_413 } });
  expect(effectOf(defaultExperiment, after('layer.freeze', { ids: ['conv-1'], frozen: true }))).toEqual(phrase('effects', 'frozen', { layers: ['conv-1'] }));
  expect(effectOf(defaultExperiment, after('optimizer.rate', { rate: 0.01 }))).toMatchObject({ code: 'field', params: { before: 0.001, after: 0.01 } });
});
