import { expect, test } from 'vitest';
import { bytesToLoad, parseIndex } from './dataset-index';

const shard = (images: number, bytes: number) => ({ file: 'x.bin', images, bytes });
const index = {
  version: 2,
  dataset: 'mnist',
  train: { images: 5000, shards: [shard(2000, 300), shard(2000, 310), shard(1000, 160)] },
  test: { images: 2000, shards: [shard(2000, 290)] },
};
const read = (text: string) => parseIndex(new TextEncoder().encode(text), 'mnist');

test('whole shards are counted, as many as the images need', () => {
  const prepared = read(JSON.stringify(index));
  if (!prepared.ok) throw new Error('the index was not read');
  expect(prepared.value.train.images).toBe(5000);
  expect(bytesToLoad(prepared.value, 2000, 1)).toBe(590);
  expect(bytesToLoad(prepared.value, 2001, 2000)).toBe(900);
  expect(bytesToLoad(prepared.value, 60_000, 10_000)).toBe(1060);
});

test.each([
  ['nothing', '', 'data-not-prepared'],
  ['a page', '<!doctype html>', 'data-not-prepared'],
  ['an index of another version', JSON.stringify({ ...index, version: 1 }), 'data-not-prepared'],
  ['an index whose version is no number', JSON.stringify({ ...index, version: '2' }), 'data-damaged'],
  ['JSON that is nothing of the kind', 'null', 'data-damaged'],
  ['an index without a test split', JSON.stringify({ ...index, test: undefined }), 'data-damaged'],
  ['an index with an empty split', JSON.stringify({ ...index, test: { images: 0, shards: [] } }), 'data-damaged'],
  ['a shard of negative size', JSON.stringify({ ...index, test: { images: 1, shards: [shard(1, -1)] } }), 'data-damaged'],
  ['the index of another data set', JSON.stringify({ ...index, dataset: 'cifar10' }), 'data-damaged'],
])('%s is no index', (_, text, code) => {
  const result = read(text);
  expect(result.ok ? undefined : result.error.code).toBe(code);
});
