import { describe, expect, it } from 'vitest';
import { fail, type Result } from '../../lib/result';
import type { Problem } from '../../protocol/problem';
import { fetchOf, tinyFiles } from '../testing/tiny-data';
import type { FetchBytes } from './fetch-bytes';
import { openShardStore } from './shard-store';

const noWait = () => Promise.resolve();
const codeOf = (result: Result<unknown, Problem>) => (result.ok ? 'there' : result.error.code);
const text = (content: string) => new TextEncoder().encode(content);

async function openCode(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  return codeOf(await openShardStore('mnist', fetchOf(files), noWait));
}

describe('shard store', () => {
  it('loads each shard once, also when it is asked for twice at the same time', async () => {
    const asked: string[] = [];
    const opened = await openShardStore('mnist', fetchOf(tinyFiles([10, 10], [10]), asked), noWait);
    if (!opened.ok) throw new Error(opened.error.detail);
    const store = opened.value;
    expect(store.loaded('train', 1)).toBeUndefined();
    const both = await Promise.all([store.load('train', 1), store.load('train', 1)]);
    expect(both.map(codeOf)).toEqual(['there', 'there']);
    expect(store.loaded('train', 1)?.count).toBe(10);
    expect(asked).toEqual(['mnist/index.json', 'mnist/train-1.bin']);
  });

  it('tells a data set that is not prepared, also behind a server that answers with its start page', async () => {
    expect(await openCode(new Map())).toBe('data-not-prepared');
    expect(await openCode(new Map([['mnist/index.json', text('<!doctype html><title>page</title>')]]))).toBe('data-not-prepared');
  });

  it('tells files that an old index names and that are gone, and an index of an older version', async () => {
    const files = tinyFiles([10], [10]);
    files.delete('mnist/train-0.bin');
    const opened = await openShardStore('mnist', fetchOf(files), noWait);
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(codeOf(await opened.value.load('train', 0))).toBe('data-not-prepared');
    expect(await openCode(new Map([['mnist/index.json', text('{"version":1,"dataset":"mnist"}')]]))).toBe('data-not-prepared');
  });

  it('tells a damaged index', async () => {
    const index = (value: unknown) => new Map([['mnist/index.json', text(JSON.stringify(value))]]);
    const split = { images: 10, shards: [{ file: 'a.bin', images: 10, bytes: 5 }] };
    expect(await openCode(index({ version: 2, dataset: 'mnist', train: split, test: split }))).toBe('there');
    expect(await openCode(index({ version: 2, dataset: 'cifar10', train: split, test: split }))).toBe('data-damaged');
    expect(await openCode(index({ version: 2, dataset: 'mnist', train: { ...split, images: 11 }, test: split }))).toBe('data-damaged');
    const outside = { images: 10, shards: [{ file: '../secret', images: 10, bytes: 5 }] };
    expect(await openCode(index({ version: 2, dataset: 'mnist', train: outside, test: split }))).toBe('data-damaged');
    expect(await openCode(index(null))).toBe('data-damaged');
  });

  it('tells a damaged shard, and reads it once it is repaired', async () => {
    const files = tinyFiles([10], [10]);
    const good = files.get('mnist/train-0.bin') ?? text('');
    const opened = await openShardStore('mnist', fetchOf(files), noWait);
    if (!opened.ok) throw new Error(opened.error.detail);
    for (const bad of [good.subarray(0, good.length - 1), text('<!doctype html>'), files.get('mnist/index.json') ?? good]) {
      files.set('mnist/train-0.bin', bad);
      const result = await opened.value.load('train', 0);
      expect(result).toMatchObject({ ok: false, error: { code: 'data-damaged', params: { file: 'train-0.bin' } } });
    }
    files.set('mnist/train-0.bin', good);
    expect(codeOf(await opened.value.load('train', 0))).toBe('there');
  });

  it('tries again with growing pauses when nobody answers, then says so', async () => {
    const waits: number[] = [];
    const wait = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds));
    const deaf: FetchBytes = () => Promise.resolve(fail({ reason: 'unreachable', detail: 'no answer' }));
    const result = await openShardStore('mnist', deaf, wait);
    expect(result).toMatchObject({ ok: false, error: { code: 'data-unreachable', canContinue: true } });
    expect(waits.length).toBeGreaterThan(1);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));

    let failures = 2;
    const files = fetchOf(tinyFiles([10], [10]));
    const shaky: FetchBytes = (path) => (failures-- > 0 ? deaf(path) : files(path));
    expect(codeOf(await openShardStore('mnist', shaky, wait))).toBe('there');
  });
});
