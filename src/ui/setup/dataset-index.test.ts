import { expect, test } from 'vitest';
import { bytesToLoad, readDatasetIndex } from './dataset-index';

const shard = (images: number, bytes: number) => ({ file: 'x.bin', images, bytes });
const index = {
  version: 1,
  dataset: 'mnist',
  train: { images: 5000, shards: [shard(2000, 300), shard(2000, 310), shard(1000, 160)] },
  test: { images: 2000, shards: [shard(2000, 290)] },
};

test('whole shards are counted, as many as the images need', () => {
  const prepared = readDatasetIndex(index);
  if (prepared === undefined) throw new Error('the index was not read');
  expect(prepared.train.images).toBe(5000);
  expect(bytesToLoad(prepared, 2000, 1)).toBe(590);
  expect(bytesToLoad(prepared, 2001, 2000)).toBe(900);
  expect(bytesToLoad(prepared, 60_000, 10_000)).toBe(1060);
});

test.each([
  ['nothing', undefined],
  ['a page', '<!doctype html>'],
  ['an index without a test split', { train: index.train }],
  ['an index with an empty split', { ...index, test: { images: 0, shards: [] } }],
  ['a shard of negative size', { ...index, test: { images: 1, shards: [shard(1, -1)] } }],
])('%s is no index', (_, json) => {
  expect(readDatasetIndex(json)).toBeUndefined();
});
