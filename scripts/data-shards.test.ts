import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readShard } from '../src/data/shard-codec';
import { bytesOf, IMAGES_PER_SHARD, preparedAmounts, writeShards, type Split } from './data-shards';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shards-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function split(count: number, salt: number): Split {
  return {
    images: Uint8Array.from({ length: count * 6 }, (_, i) => (i * salt) & 255),
    labels: Uint8Array.from({ length: count }, (_, i) => (i * salt) % 10),
  };
}

describe('a prepared data set', () => {
  it('holds every image once, in order, train and test apart', async () => {
    const folder = join(root, 'small');
    const splits = { train: split(IMAGES_PER_SHARD * 2 + 5, 3), test: split(7, 5) };
    const index = writeShards(folder, 'small', [2, 3, 1], 'median', splits);
    expect(index.train.shards.map((shard) => shard.images)).toEqual([IMAGES_PER_SHARD, IMAGES_PER_SHARD, 5]);
    for (const name of ['train', 'test'] as const) {
      const shards = await Promise.all(index[name].shards.map((shard) => readShard(readFileSync(join(folder, shard.file)))));
      expect(shards.flatMap((shard) => [...shard.labels])).toEqual([...splits[name].labels]);
      expect(Buffer.concat(shards.map((shard) => shard.images)).equals(Buffer.from(splits[name].images))).toBe(true);
    }
    expect(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))).toEqual(index);
    expect(preparedAmounts(folder)).toEqual({ train: IMAGES_PER_SHARD * 2 + 5, test: 7 });
    expect(readdirSync(root)).toEqual(['small']);
    expect(bytesOf(index)).toBeGreaterThan(0);
  });

  it('replaces an older one whole', () => {
    const folder = join(root, 'small');
    writeShards(folder, 'small', [2, 3, 1], 'none', { train: split(IMAGES_PER_SHARD + 1, 3), test: split(2, 5) });
    writeShards(folder, 'small', [2, 3, 1], 'none', { train: split(4, 3), test: split(2, 5) });
    expect(preparedAmounts(folder)).toEqual({ train: 4, test: 2 });
    expect(readdirSync(folder).sort()).toEqual(['index.json', 'test-000.bin', 'train-000.bin']);
  });

  it('counts as missing when a shard or the index is damaged', () => {
    const folder = join(root, 'small');
    expect(preparedAmounts(folder)).toBeUndefined();
    const write = () => writeShards(folder, 'small', [2, 3, 1], 'none', { train: split(4, 3), test: split(2, 5) });
    write();
    truncateSync(join(folder, 'train-000.bin'), 5);
    expect(preparedAmounts(folder)).toBeUndefined();
    write();
    rmSync(join(folder, 'test-000.bin'));
    expect(preparedAmounts(folder)).toBeUndefined();
    write();
    writeFileSync(join(folder, 'index.json'), '{"version":1');
    expect(preparedAmounts(folder)).toBeUndefined();
  });
});
