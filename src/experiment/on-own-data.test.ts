import { expect, it } from 'vitest';
import { analyseExperiment } from './context';
import { defaultExperiment } from './default-experiment';
import { onOwnData } from './on-own-data';
import type { OwnData } from './own-data';
import { readExperiment } from './read-document';

const photos: OwnData = {
  fingerprint: 'ab'.repeat(32),
  name: 'photos',
  train: 90,
  test: 10,
  mirrors: true,
  fields: {
    image: { kind: 'image', shape: [16, 16, 3], mean: [0, 0, 0], deviation: [1, 1, 1] },
    art: { kind: 'class', classes: [{ text: 'a' }, { text: 'b' }] },
    size: { kind: 'value', size: 1, unit: '', mean: 3, deviation: 2, mayBeMissing: true },
  },
};

it('a task is proposed for every field, called as the files call it, on a network that can train', () => {
  const experiment = onOwnData(defaultExperiment, photos, { art: 'Art', size: 'Größe' });
  expect(experiment.tasks.map(({ kind, field, name }) => [kind, field, name])).toEqual([['classify', 'art', 'Art'], ['value', 'size', 'Größe']]);
  expect(experiment.data).toMatchObject({ dataset: 'own', train: 90, test: 10 });
  expect(analyseExperiment(experiment)).toMatchObject({ runnable: true });
  // It is a document that nothing has to be repaired in.
  expect(readExperiment(structuredClone(experiment))).toMatchObject({ ok: true, value: { repairs: [] } });
});

it('numbers get a dense network', () => {
  const table: OwnData = { ...photos, fields: { input: { kind: 'vector', size: 3, mean: [0, 0, 0], deviation: [1, 1, 1] }, kind: { kind: 'class', classes: [{ text: 'a' }, { text: 'b' }] } } };
  expect(analyseExperiment(onOwnData(defaultExperiment, table))).toMatchObject({ runnable: true });
});

it('data without labels are to be drawn again', () => {
  const { image } = photos.fields;
  if (image === undefined) throw new Error('photos have images');
  expect(onOwnData(defaultExperiment, { ...photos, fields: { image } }).tasks).toMatchObject([{ kind: 'reconstruction' }]);
});

it('few examples are taken in small batches and seen more often, many as before', () => {
  const { training } = onOwnData(defaultExperiment, photos);
  expect(training).toMatchObject({ batchSize: 16, epochs: 22 });
  expect(onOwnData(defaultExperiment, { ...photos, train: 6 }).training.epochs).toBe(40);
  expect(onOwnData(defaultExperiment, { ...photos, train: 60_000 }).training).toEqual(defaultExperiment.training);
});

it('others of the same form leave tasks and network as they are', () => {
  const before = onOwnData(defaultExperiment, photos);
  const changed = { ...before, tasks: before.tasks.slice(0, 1) };
  const other = { ...photos, fingerprint: 'cd'.repeat(32), train: 50 };
  expect(onOwnData(changed, other)).toMatchObject({ tasks: changed.tasks, network: changed.network, data: { own: other, train: 50 } });
});
