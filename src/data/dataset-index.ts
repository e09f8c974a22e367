import { isRecord, own, parseJson } from '../lib/json';
import { fail, ok, type Result } from '../lib/result';
import type { Problem } from '../protocol/problem';

/** Of the index and with it of the files that it names: old ones are prepared anew. */
export const indexVersion = 2;

/** One compressed file of images. */
export interface ShardEntry {
  /** Holds a hash of the content: what is behind a name never changes. */
  readonly file: string;
  readonly images: number;
  /** Size of the compressed file. */
  readonly bytes: number;
}

export interface SplitIndex {
  readonly images: number;
  readonly shards: readonly ShardEntry[];
}

/** What `<dataset>/index.json` says: the files of both official splits, in order. */
export interface DatasetIndex {
  readonly train: SplitIndex;
  readonly test: SplitIndex;
}

export type SplitName = keyof DatasetIndex;

/**
 * Reads an index. A server that answers every address with its start page makes a missing index
 * look like a page, so whatever is not JSON counts as not prepared, and so does an index of another
 * version; JSON that is otherwise no index of this data set counts as damaged.
 */
export function parseIndex(bytes: Uint8Array, dataset: string): Result<DatasetIndex, Problem> {
  const json = parseJson(new TextDecoder().decode(bytes));
  const version = fieldOf(json, 'version');
  if (json === undefined || (typeof version === 'number' && version !== indexVersion)) {
    const detail = json === undefined ? 'the index is not JSON' : `the index is of version ${String(version)}`;
    return fail({ code: 'data-not-prepared', params: { dataset }, detail, canContinue: false });
  }
  const train = splitOf(json, 'train');
  const test = splitOf(json, 'test');
  if (version !== indexVersion || fieldOf(json, 'dataset') !== dataset || train === undefined || test === undefined) {
    return fail({ code: 'data-damaged', params: { dataset, file: 'index.json' }, detail: 'not an index', canContinue: false });
  }
  return ok({ train, test });
}

/**
 * Bytes that are transferred to train on the first `train` images and test on the first `test`:
 * whole shards.
 */
export function bytesToLoad(index: DatasetIndex, train: number, test: number): number {
  return bytesOf(index.train, train) + bytesOf(index.test, test);
}

function bytesOf(split: SplitIndex, images: number): number {
  let bytes = 0;
  let covered = 0;
  for (const shard of split.shards) {
    if (covered >= images) break;
    covered += shard.images;
    bytes += shard.bytes;
  }
  return bytes;
}

function fieldOf(value: unknown, key: string): unknown {
  return isRecord(value) ? own(value, key) : undefined;
}

function splitOf(index: unknown, name: SplitName): SplitIndex | undefined {
  const split = fieldOf(index, name);
  const listed = fieldOf(split, 'shards');
  if (!Array.isArray(listed) || listed.length === 0) return undefined;
  const shards: ShardEntry[] = [];
  for (const entry of listed) {
    const shard = entryOf(entry);
    if (shard === undefined) return undefined;
    shards.push(shard);
  }
  const images = shards.reduce((sum, shard) => sum + shard.images, 0);
  return fieldOf(split, 'images') === images ? { images, shards } : undefined;
}

function entryOf(entry: unknown): ShardEntry | undefined {
  const file = fieldOf(entry, 'file');
  const images = fieldOf(entry, 'images');
  const bytes = fieldOf(entry, 'bytes');
  // The name becomes part of an address: nothing that could lead out of the folder.
  if (typeof file !== 'string' || !/^[a-z0-9][a-z0-9.-]*$/.test(file)) return undefined;
  if (typeof images !== 'number' || !Number.isInteger(images) || images < 1) return undefined;
  if (typeof bytes !== 'number' || !(bytes > 0)) return undefined;
  return { file, images, bytes };
}
