import type { Dataset } from '../../domain/datasets/dataset';
import { datasetById, type DatasetId } from '../../domain/datasets/datasets';
import { createByteBudget, type BudgetEntry, type ByteBudget } from '../../lib/byte-budget';
import { fail, ok, type Result } from '../../lib/result';
import type { Problem } from '../../protocol/problem';
import { parseIndex, type DatasetIndex, type ShardEntry, type SplitName } from '../../data/dataset-index';
import type { FetchBytes } from './fetch-bytes';
import { shardBytes, type ExampleShard } from '../../data/example-shard';
import { readShard } from '../../data/shard-codec';
import { shardFault } from '../../data/shard-faults';

/** Bytes of what is decoded of a data set and of what lies on the device of it. */
const usualBudget = 256e6;

/** A data set that is not built in: its facts, and where its files lie. */
export interface OwnSet {
  /** What its files call it. */
  readonly id: 'own';
  readonly facts: Dataset;
  readonly folder: string;
}

/** A data set as far as it is loaded; a shard that is not used goes when its room is needed. */
export interface ShardStore {
  readonly dataset: DatasetId | 'own';
  readonly index: DatasetIndex;
  /** Has room for the shards, under their `shardKey`, and for what is made of them. */
  readonly budget: ByteBudget;
  /** The shard if it is there already; it counts as used. */
  loaded(split: SplitName, shard: number): ExampleShard | undefined;
  /**
   * Loads a shard, or joins the loading under way. A failure is not kept: asking again tries again.
   */
  load(split: SplitName, shard: number): Promise<Result<ExampleShard, Problem>>;
  /** What is needed of the shard is kept elsewhere: it goes first. */
  offer(split: SplitName, shard: number): void;
}

/** What a shard, and all that is made of it, is held by in the budget of its data. */
export function shardKey(dataset: DatasetId | 'own', split: SplitName, shard: number): string {
  return `${dataset} ${split} ${shard}`;
}

/** Shards in memory, each for as long as the budget has room for it. */
export interface KeptShards extends Pick<ShardStore, 'loaded' | 'offer'> {
  add(split: SplitName, shard: number, examples: ExampleShard): void;
}

/** Keeps the shards of a data set within a budget. */
export function keepShards(dataset: DatasetId | 'own', budget: ByteBudget): KeptShards {
  const shards = new Map<string, { readonly examples: ExampleShard; readonly entry: BudgetEntry }>();
  return {
    loaded: (split, shard) => {
      const there = shards.get(shardKey(dataset, split, shard));
      there?.entry.use();
      return there?.examples;
    },
    offer: (split, shard) => shards.get(shardKey(dataset, split, shard))?.entry.offer(),
    add: (split, shard, examples) => {
      const key = shardKey(dataset, split, shard);
      const entry = budget.add({ key, bytes: shardBytes(examples), evict: () => shards.delete(key) });
      shards.set(key, { examples, entry });
    },
  };
}

/** Milliseconds to wait before each further try of a file that could not be reached. */
const retryDelays = [300, 1000, 3000];

/**
 * Opens a prepared data set by reading its index. `wait` sleeps for so many milliseconds; `budget`
 * has room for what is loaded.
 * Problems: data-not-prepared, data-unreachable, data-damaged.
 */
export async function openShardStore(
  dataset: DatasetId | OwnSet,
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
  budget: ByteBudget = createByteBudget(usualBudget),
): Promise<Result<ShardStore, Problem>> {
  const set = typeof dataset === 'string' ? { id: dataset, facts: datasetById(dataset), folder: dataset } : dataset;
  const bytes = await fetchPatiently(set, 'index.json', fetchBytes, wait);
  if (!bytes.ok) return bytes;
  const index = parseIndex(bytes.value, set.id);
  if (!index.ok) return index;
  return ok(storeOf(set, index.value, fetchBytes, wait, budget));
}

type StoredSet = Omit<OwnSet, 'id'> & { readonly id: DatasetId | 'own' };

function storeOf(
  set: StoredSet,
  index: DatasetIndex,
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
  budget: ByteBudget,
): ShardStore {
  const dataset = set.id;
  const shards = keepShards(dataset, budget);
  const underWay = { train: new Map<number, Promise<Result<ExampleShard, Problem>>>(), test: new Map<number, Promise<Result<ExampleShard, Problem>>>() };

  async function fetchShard(split: SplitName, number: number): Promise<Result<ExampleShard, Problem>> {
    const entry = index[split].shards[number];
    if (entry === undefined) throw new Error(`${dataset} has no ${split} shard ${number}`);
    const bytes = await fetchPatiently(set, entry.file, fetchBytes, wait);
    const shard = bytes.ok ? await readChecked(set, entry, bytes.value) : bytes;
    if (shard.ok) shards.add(split, number, shard.value);
    underWay[split].delete(number);
    return shard;
  }

  return {
    dataset,
    index,
    budget,
    loaded: (split, number) => shards.loaded(split, number),
    offer: (split, number) => shards.offer(split, number),
    load: async (split, number) => {
      const there = shards.loaded(split, number);
      if (there !== undefined) return ok(there);
      const loading = underWay[split].get(number) ?? fetchShard(split, number);
      underWay[split].set(number, loading);
      return loading;
    },
  };
}

async function fetchPatiently(
  { id: dataset, folder }: StoredSet,
  file: string,
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Result<Uint8Array, Problem>> {
  for (let attempt = 0; ; attempt += 1) {
    const bytes = await fetchBytes(`${folder}/${file}`);
    if (bytes.ok) return bytes;
    const { reason, detail } = bytes.error;
    if (reason === 'missing') return fail({ code: 'data-not-prepared', params: { dataset, file }, detail, canContinue: false });
    const delay = retryDelays[attempt];
    if (delay === undefined) return fail({ code: 'data-unreachable', params: { dataset, file }, detail, canContinue: true });
    await wait(delay);
  }
}

async function readChecked({ id: dataset, facts }: StoredSet, entry: ShardEntry, bytes: Uint8Array): Promise<Result<ExampleShard, Problem>> {
  const damaged = (detail: string): Result<ExampleShard, Problem> =>
    fail({ code: 'data-damaged', params: { dataset, file: entry.file }, detail, canContinue: false });
  try {
    const shard = await readShard(bytes);
    if (shard.dataset !== dataset || shard.count !== entry.images) return damaged('another shard');
    const fault = shardFault(facts, shard);
    return fault === undefined ? ok(shard) : damaged(fault);
  } catch (error) {
    return damaged(error instanceof Error ? error.message : String(error));
  }
}
