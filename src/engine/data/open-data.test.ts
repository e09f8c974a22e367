import { expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import { fetchOf, tinyFiles } from '../testing/tiny-data';
import { dataKey, openData } from './open-data';

const wait = () => Promise.resolve();
const own: NonNullable<Experiment['data']['own']> = {
  fingerprint: 'ab'.repeat(32),
  name: 'flowers.zip',
  train: 10,
  test: 5,
  mirrors: true,
  fields: { image: { kind: 'image', shape: [8, 8, 1], mean: [0], deviation: [1] } },
};

it('opens a built-in data set', async () => {
  const opened = await openData(defaultExperiment.data, fetchOf(tinyFiles([20], [12])), wait);
  expect(opened.ok && opened.value.index.train.images).toBe(20);
});

it('says which file a document on data of somebody’s own needs', async () => {
  const opened = await openData({ ...defaultExperiment.data, dataset: 'own', own }, fetchOf(tinyFiles([20], [12])), wait);
  expect(opened).toMatchObject({ ok: false, error: { code: 'data-not-here', params: { name: 'flowers.zip', fingerprint: 'abababababab' }, canContinue: false } });
});

it('tells data apart by what they are, not by how much of them is used', () => {
  const { data } = defaultExperiment;
  expect(dataKey({ ...data, train: 5, validation: 0.1 })).toBe(dataKey(data));
  expect(dataKey({ ...data, dataset: 'cifar10' })).not.toBe(dataKey(data));
  expect(dataKey({ ...data, parameters: { a: 1 } })).not.toBe(dataKey({ ...data, parameters: { a: 2 } }));
  expect(dataKey({ ...data, parameters: { a: 1, b: 2 } })).toBe(dataKey({ ...data, parameters: { b: 2, a: 1 } }));
});
