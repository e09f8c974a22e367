import { describe, expect, it } from 'vitest';
import { datasetById, type DatasetId } from '../../domain/datasets/datasets';
import { fieldSize } from '../../domain/datasets/dataset';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import { derivations } from '../../data/derive/derivations';
import { exampleAt } from '../../data/example-shard';
import { keysOf } from '../../lib/keys';
import { fetchOf, tinyFiles } from '../testing/tiny-data';
import { openData } from './open-data';

const wait = () => Promise.resolve();

async function storeOf(dataset: DatasetId, parameters?: NonNullable<Experiment['data']['parameters']>, asked: string[] = []) {
  const data = { ...defaultExperiment.data, dataset, ...(parameters === undefined ? {} : { parameters }) };
  const opened = await openData(data, fetchOf(tinyFiles([20, 20], [12]), asked), wait);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

async function shardOf(dataset: DatasetId, split: 'train' | 'test', number: number, parameters?: Parameters<typeof storeOf>[1]) {
  const loaded = await (await storeOf(dataset, parameters)).load(split, number);
  if (!loaded.ok) throw new Error(loaded.error.code);
  return loaded.value;
}

describe.each(keysOf(derivations).filter((id) => datasetById(id).derivedFrom === 'mnist'))('the derived set %s', (id) => {
  it('has as many examples as the files that it is composed of, with all of its fields', async () => {
    const shard = await shardOf(id, 'train', 1);
    expect(shard.count).toBe(20);
    for (const name of Object.keys(datasetById(id).fields)) {
      const size = fieldSize(datasetById(id), name);
      expect(shard.fields[name]).toMatchObject({ size });
      expect(shard.fields[name]?.values).toHaveLength(20 * size);
    }
  });

  it('loads the files of its source that hold a block of images, once, and composes the same again', async () => {
    const asked: string[] = [];
    const store = await storeOf(id, undefined, asked);
    const [first, again] = [await store.load('train', 0), await store.load('train', 0)];
    expect(first).toEqual(again);
    // Both shards of so few images lie in one block.
    expect(asked.filter((file) => file.endsWith('.bin')).toSorted()).toEqual([...new Set(asked.filter((file) => file.includes('train') && file.endsWith('.bin')))].toSorted());
    expect(asked.filter((file) => file.endsWith('.bin'))).toHaveLength(2);
    expect(store.loaded('train', 1)).toBeUndefined();
    expect(await shardOf(id, 'train', 0)).toEqual(store.loaded('train', 0));
  });

  it('is another one with another seed', async () => {
    expect((await shardOf(id, 'test', 0, { seed: 2 })).fields).not.toEqual((await shardOf(id, 'test', 0)).fields);
  });
});

it('has the digit’s class in its place', async () => {
  const [hunt, plain] = [await shardOf('digit-hunt', 'test', 0), await shardOf('mnist', 'test', 0)];
  for (let row = 0; row < 12; row += 1) expect(exampleAt(hunt, row)('digit')).toEqual(exampleAt(plain, row)('digit'));
});
