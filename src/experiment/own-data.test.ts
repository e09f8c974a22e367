import { describe, expect, it } from 'vitest';
import { applyCommand } from './commands';
import { analyseExperiment, datasetOf, taskOf } from './context';
import { defaultExperiment } from './default-experiment';
import { decodeLink, encodeLink } from './link/link-codec';
import type { OwnData } from './own-data';
import { readExperiment } from './read-document';
import type { Experiment } from './schema';
import { templates } from './templates/templates';

const facts: OwnData = {
  fingerprint: '0123456789abcdef'.repeat(4),
  name: 'flowers.zip',
  train: 120,
  test: 30,
  mirrors: true,
  fields: {
    image: { kind: 'image', shape: [16, 16, 3], mean: [0.5, 0.5, 0.5], deviation: [0.2, 0.2, 0.2] },
    flower: { kind: 'class', classes: [{ text: 'rose' }, { text: 'daisy' }, { text: 'tulip' }] },
    weight: { kind: 'value', size: 1, unit: 'g', mean: 12, deviation: 3, mayBeMissing: true },
  },
};

const flowers: Experiment = {
  ...defaultExperiment,
  data: { dataset: 'own', own: facts, train: 120, test: 30, validation: 0 },
  tasks: [
    { id: 'flower', kind: 'classify', name: 'Flower', colour: 0, field: 'flower', weight: 0.5 },
    { id: 'rose', kind: 'classify', colour: 1, field: 'flower', groups: [{ name: 'rose', classes: [0] }, { name: 'other', classes: [1, 2] }], weight: 0.5 },
  ],
};

/** The document with a network for its tasks. */
function drawn(): Experiment {
  const edited = applyCommand(flowers, 'network.start-from', { template: templates['small-cnn'] });
  if (!edited.ok) throw new Error(edited.error.code);
  return edited.value;
}

describe('a document on data that is not built in', () => {
  it('comes out of a link as it was, with a network that could train', () => {
    const experiment = drawn();
    expect(decodeLink(encodeLink(experiment))).toEqual({ ok: true, value: { experiment, repairs: [] } });
    expect(analyseExperiment(experiment)).toMatchObject({ runnable: true, faults: [] });
  });

  it('has the classes that the facts name', () => {
    const classes = drawn().tasks.map((task) => taskOf(flowers.data, task).target.classes);
    expect(classes).toEqual([[{ text: 'rose' }, { text: 'daisy' }, { text: 'tulip' }], [{ text: 'rose' }, { text: 'other' }]]);
    expect(datasetOf(flowers).credit.name).toBe('flowers.zip');
  });

  it.each([
    ['no facts', undefined],
    ['a wrong fingerprint', { ...facts, fingerprint: 'x' }],
    ['no image', { ...facts, fields: { flower: facts.fields['flower'] } }],
    ['as many means as it has no channels', { ...facts, fields: { image: { kind: 'image', shape: [8, 8, 3], mean: [0], deviation: [1] } } }],
    ['a field of no known kind', { ...facts, fields: { ...facts.fields, sound: { kind: 'sound' } } }],
  ])('with %s is told to be on the usual data set instead', (_, own) => {
    const read = readExperiment({ ...structuredClone(flowers), data: { ...flowers.data, own } });
    expect(read.ok && read.value.experiment.data.dataset).toBe('mnist');
    expect(read.ok && read.value.repairs.map(({ path, code }) => `${path} ${code}`)).toContain('data.dataset replaced');
  });

  it('goes to a built-in one by a command, and leaves groups of its own classes behind', () => {
    const moved = applyCommand(drawn(), 'data.dataset', { dataset: 'mnist' });
    expect(moved.ok && moved.value.data.own).toBeUndefined();
    expect(moved.ok && moved.value.tasks).toEqual([
      { id: 'flower', kind: 'classify', colour: 0, weight: 0.5 },
      { id: 'rose', kind: 'classify', colour: 1, weight: 0.5 },
    ]);
    expect(moved.ok && analyseExperiment(moved.value).runnable).toBe(true);
  });
});
