import { classFieldsOf, imagesOf } from '../../domain/datasets/dataset';
import { datasetById, type DatasetId } from '../../domain/datasets/datasets';
import { sameShape, sizeOf } from '../../domain/shape';
import { fail, ok, type Result } from '../../lib/result';
import type { Problem } from '../../protocol/problem';
import { parseIndex, type DatasetIndex, type ShardEntry, type SplitName } from '../../data/dataset-index';
import type { FetchBytes } from './fetch-bytes';
import type { ExampleShard } from '../../data/example-shard';
import { readShard } from '../../data/shard-codec';

/** A data set as far as it has been loaded; what was loaded stays. */
export interface ShardStore {
  readonly dataset: DatasetId;
  readonly index: DatasetIndex;
  /** The shard if it is there already. */
  loaded(split: SplitName, shard: number): ExampleShard | undefined;
  /**
   * Loads a shard, or joins the loading under way. A failure is not kept: asking again tries again.
   */
  load(split: SplitName, shard: number): Promise<Result<ExampleShard, Problem>>;
}

/** Milliseconds to wait before each further try of a file that could not be reached. */
const retryDelays = [300, 1000, 3000];

/**
 * Opens a prepared data set by reading its index. `wait` sleeps for so many milliseconds.
 * Problems: data-not-prepared, data-unreachable, data-damaged.
 */
export async function openShardStore(
  dataset: DatasetId,
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Result<ShardStore, Problem>> {
  const bytes = await fetchPatiently(dataset, 'index.json', fetchBytes, wait);
  if (!bytes.ok) return bytes;
  const index = parseIndex(bytes.value, dataset);
  if (!index.ok) return index;
  return ok(storeOf(dataset, index.value, fetchBytes, wait));
}

function storeOf(
  dataset: DatasetId,
  index: DatasetIndex,
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
): ShardStore {
  const shards = { train: new Map<number, ExampleShard>(), test: new Map<number, ExampleShard>() };
  const underWay = { train: new Map<number, Promise<Result<ExampleShard, Problem>>>(), test: new Map<number, Promise<Result<ExampleShard, Problem>>>() };

  async function fetchShard(split: SplitName, number: number): Promise<Result<ExampleShard, Problem>> {
    const entry = index[split].shards[number];
    if (entry === undefined) throw new Error(`${dataset} has no ${split} shard ${number}`);
    const bytes = await fetchPatiently(dataset, entry.file, fetchBytes, wait);
    const shard = bytes.ok ? await readChecked(dataset, entry, bytes.value) : bytes;
    if (shard.ok) shards[split].set(number, shard.value);
    underWay[split].delete(number);
    return shard;
  }

  return {
    dataset,
    index,
    loaded: (split, number) => shards[split].get(number),
    load: async (split, number) => {
      const there = shards[split].get(number);
      if (there !== undefined) return ok(there);
      const loading = underWay[split].get(number) ?? fetchShard(split, number);
      underWay[split].set(number, loading);
      return loading;
    },
  };
}

async function fetchPatiently(
  dataset: string,
  file: string,
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Result<Uint8Array, Problem>> {
  for (let attempt = 0; ; attempt += 1) {
    const bytes = await fetchBytes(`${dataset}/${file}`);
    if (bytes.ok) return bytes;
    const { reason, detail } = bytes.error;
    if (reason === 'missing') return fail({ code: 'data-not-prepared', params: { dataset, file }, detail, canContinue: false });
    const delay = retryDelays[attempt];
    if (delay === undefined) return fail({ code: 'data-unreachable', params: { dataset, file }, detail, canContinue: true });
    await wait(delay);
  }
}

async function readChecked(dataset: DatasetId, entry: ShardEntry, bytes: Uint8Array): Promise<Result<ExampleShard, Problem>> {
  const damaged = (detail: string): Result<ExampleShard, Problem> =>
    fail({ code: 'data-damaged', params: { dataset, file: entry.file }, detail, canContinue: false });
  try {
    const shard = await readShard(bytes);
    const facts = datasetById(dataset);
    const { name, shape } = imagesOf(facts);
    const [[labels, classes] = ['', []]] = classFieldsOf(facts);
    if (shard.dataset !== dataset || shard.count !== entry.images || !sameShape(shard.shape, shape)) return damaged('another shard');
    if (shard.labels.some((label) => label >= classes.length)) return damaged('a label out of range');
    const fields = { [name]: { values: shard.images, size: sizeOf(shape) }, [labels]: { values: shard.labels, size: 1 } };
    return ok({ count: shard.count, fields });
  } catch (error) {
    return damaged(error instanceof Error ? error.message : String(error));
  }
}
