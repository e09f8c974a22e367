import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examplesPerShard, type ExampleShard } from '../src/data/example-shard';
import { readShard, type StoredShard } from '../src/data/shard-codec';
import { amountsBefore, bytesOf, preparedAmounts, writeShards } from './data-shards';

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shards-'));
  folder = join(root, 'small');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function split(count: number, salt: number): ExampleShard {
  return {
    count,
    fields: {
      image: { values: Uint8Array.from({ length: count * 6 }, (_, i) => (i * salt) & 255), size: 6 },
      height: { values: Float32Array.from({ length: count }, (_, i) => i / salt), size: 1, missing: Uint8Array.from({ length: count }, (_, i) => i & 1) },
    },
  };
}

const few = { train: split(4, 3), test: split(2, 5) };

/** Everything that the files hold of a split, in order. */
async function readSplit(files: readonly { readonly file: string }[]) {
  const shards = await Promise.all(files.map(({ file }) => readShard(readFileSync(join(folder, file)))));
  const joined = (pick: (shard: StoredShard) => ArrayLike<number> | undefined) => shards.flatMap((shard) => Array.from(pick(shard) ?? []));
  return [joined(({ fields }) => fields['image']?.values), joined(({ fields }) => fields['height']?.values), joined(({ fields }) => fields['height']?.missing)];
}

describe('a prepared data set', () => {
  it('holds every example once, in order, train and test apart', async () => {
    const splits = { train: split(2000 * 2 + 5, 3), test: split(7, 5) };
    const index = writeShards(folder, 'small', splits, { image: [2, 3, 1] });
    expect(index.train.shards.map((shard) => shard.images)).toEqual([2000, 2000, 5]);
    for (const name of ['train', 'test'] as const) {
      const { image, height } = splits[name].fields;
      expect(await readSplit(index[name].shards)).toEqual([image?.values, height?.values, height?.missing].map((values = new Uint8Array()) => Array.from(values)));
    }
    expect(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))).toEqual({ version: 2, dataset: 'small', ...index });
    expect(preparedAmounts(folder, 'small')).toEqual({ train: 2000 * 2 + 5, test: 7 });
    expect(preparedAmounts(folder, 'other')).toBeUndefined();
    expect(readdirSync(root)).toEqual(['small']);
    expect(bytesOf(index)).toBeGreaterThan(0);
  });

  it('names each file by what is in it', () => {
    const first = writeShards(folder, 'small', few);
    for (const file of readdirSync(folder).filter((name) => name !== 'index.json')) {
      const hash = createHash('sha256').update(readFileSync(join(folder, file))).digest('hex');
      expect(file).toMatch(new RegExp(`^(train|test)-000-${hash.slice(0, 12)}\\.bin$`));
    }
    expect(writeShards(folder, 'small', few)).toEqual(first);
    const second = writeShards(folder, 'small', { ...few, train: split(4, 7) });
    expect(second.train.shards[0]?.file).not.toBe(first.train.shards[0]?.file);
    expect(second.test).toEqual(first.test);
  });

  it('replaces an older one whole', () => {
    writeShards(folder, 'small', { train: split(2001, 3), test: split(2, 5) });
    const { train, test } = writeShards(folder, 'small', few);
    expect(preparedAmounts(folder, 'small')).toEqual({ train: 4, test: 2 });
    expect(readdirSync(folder).toSorted()).toEqual(['index.json', ...[...test.shards, ...train.shards].map(({ file }) => file)]);
  });

  it('counts as missing when a shard or the index is damaged, or of an older version', () => {
    expect(preparedAmounts(folder, 'small')).toBeUndefined();
    expect(amountsBefore(folder)).toBeUndefined();
    const [trainFile, testFile, index] = [/^train/, /^test/, /^index/].map((kind) => () => {
      writeShards(folder, 'small', few);
      expect(preparedAmounts(folder, 'small')).toEqual({ train: 4, test: 2 });
      return join(folder, readdirSync(folder).find((file) => kind.test(file)) ?? '');
    });
    truncateSync(trainFile?.() ?? '', 5);
    expect(preparedAmounts(folder, 'small')).toBeUndefined();
    rmSync(testFile?.() ?? '');
    expect(preparedAmounts(folder, 'small')).toBeUndefined();
    expect(amountsBefore(folder)).toEqual({ train: 4, test: 2 });
    const file = index?.() ?? '';
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"version":2', '"version":1'));
    expect(preparedAmounts(folder, 'small')).toBeUndefined();
    expect(amountsBefore(folder)).toEqual({ train: 4, test: 2 });
    writeFileSync(file, '{"version":2');
    expect(preparedAmounts(folder, 'small')).toBeUndefined();
    expect(amountsBefore(folder)).toBeUndefined();
  });
});

it('a file holds 2,000 examples, or as many as 16 MB hold', () => {
  // As MNIST and CIFAR-10 with their classes.
  expect([785, 3073, 8000].map(examplesPerShard)).toEqual([2000, 2000, 2000]);
  expect([8001, 16e6, 1e9].map(examplesPerShard)).toEqual([1999, 1, 1]);
});
