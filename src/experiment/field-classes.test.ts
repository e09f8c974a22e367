import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment } from './default-experiment';
import { fieldClasses } from './field-classes';
import { needsRestart } from './field-values';
import { frozenOrNot, liveSettings, withLiveSettings } from './live-settings';
import { isKeyOf } from '../lib/keys';
import { anyExperiment } from './random-commands.test-helpers';

/**
 * Every leaf of a value as a path of the table: list items by `*`, and no deeper than the table
 * goes.
 */
function leavesOf(value: unknown, path = ''): readonly string[] {
  if (isKeyOf(fieldClasses)(path) || typeof value !== 'object' || value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => leavesOf(item, `${path}.*`));
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

/** The classes of all fields in which two documents of the same make-up differ. */
function changedClasses(first: unknown, second: unknown, path = ''): readonly string[] {
  if (JSON.stringify(first) === JSON.stringify(second)) return [];
  if (isKeyOf(fieldClasses)(path)) return [fieldClasses[path]];
  if (typeof first !== 'object' || first === null || typeof second !== 'object' || second === null) return ['restart'];
  const list = Array.isArray(first);
  if (list && Array.isArray(second) && first.length !== second.length) return ['restart'];
  const [one, other] = [first, second].map((part) => new Map<string, unknown>(Object.entries(part)));
  // Either may leave out what the other one has.
  return [...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])].flatMap((key) => {
    const inside = list ? `${path}.*` : path === '' ? key : `${path}.${key}`;
    return changedClasses(one?.get(key), other?.get(key), inside);
  });
}

describe('the classes of fields', () => {
  it('name every leaf of a document, and nothing else', () => {
    // With what a document may leave out.
    const { network } = defaultExperiment;
    const layers = network.layers.map((layer) => frozenOrNot(layer, ['conv-1']));
    const data = { ...defaultExperiment.data, fold: 1, augmentation: { shift: 1, flip: true, rotate: 15, zoom: 0.1, contrast: 0.2, brightness: 0.3, crop: 0.1, noise: 0.1, cutout: 0.1 }, parameters: {}, own: {} };
    const tasks = defaultExperiment.tasks.map((task) => ({
      ...task,
      name: 'x',
      field: 'digit',
      groups: [],
      loss: { kind: 'mse', values: {} },
      labels: { missing: 0.5, noise: 0.1, examples: 9, imbalance: 10 },
      setWeight: 1,
      solo: true,
      mute: true,
    }));
    const whole = {
      ...defaultExperiment,
      data,
      tasks,
      balancing: { ...defaultExperiment.balancing, rule: 'equal' },
      network: { ...network, layers, folded: [] },
      schedule: { ...defaultExperiment.schedule, values: {} },
      training: { ...defaultExperiment.training, alternate: 'in-turn' },
      start: { fingerprint: '' },
    };
    expect([...new Set(leavesOf(whole))].toSorted()).toEqual(Object.keys(fieldClasses).toSorted());
  });

  it('say when a training must be restarted', () => {
    fc.assert(
      fc.property(anyExperiment, anyExperiment, (first, second) => {
        // Half the pairs differ in live and cosmetic fields alone.
        const near = { ...withLiveSettings(first, liveSettings(second)), name: second.name, note: second.note };
        const same = first.tasks.length === second.tasks.length ? near : first;
        for (const other of [second, same])
          expect(needsRestart(first, other)).toBe(changedClasses(first, other).includes('restart'));
      }),
      { numRuns: 150 },
    );
  });

  it('make up a document again from its live settings', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        const { balancing, schedule, regularisation } = experiment;
        const changed = withLiveSettings(defaultExperiment, liveSettings(experiment));
        expect(changed).toMatchObject({ balancing, schedule, regularisation });
        expect(needsRestart(defaultExperiment, changed)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
