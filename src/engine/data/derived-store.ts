import { classFieldsOf, composedBy, fieldSize, imagesOf, type Dataset } from '../../domain/datasets/dataset';
import type { DatasetId } from '../../domain/datasets/datasets';
import { numberOf, type ParameterValues } from '../../domain/parameters';
import { planeOf, type ExampleShard, type Plane } from '../../data/example-shard';
import { shardOf, shardStarts } from '../../data/order/batch-order';
import type { SplitName } from '../../data/dataset-index';
import { sourceBlock, type Derivation, type SourceSplit } from '../../data/derive/derivation';
import { ok, type Result } from '../../lib/result';
import type { Problem } from '../../protocol/problem';
import { keepShards, type ShardStore } from './shard-store';

/** A derived set: what it is called, what it is, and how it is composed. */
interface Derived {
  readonly id: DatasetId;
  readonly facts: Dataset;
  readonly derivation: Derivation;
  readonly values: ParameterValues;
}

/**
 * The examples of a derived set, composed shard by shard of those of its source as they are asked
 * for. It has the source's index: as many files to load, and as many examples in each; and its
 * budget, in which images that were composed of go first.
 */
export function derivedStore(derived: Derived, source: ShardStore, original: Dataset): ShardStore {
  const shards = keepShards(derived.id, source.budget);

  async function composed(split: SplitName, number: number): Promise<Result<ExampleShard, Problem>> {
    const there = shards.loaded(split, number);
    if (there !== undefined) return ok(there);
    const needed = shardsOfBlocks(source.index[split].shards.map(({ images }) => images), number);
    const images = new Map<number, ExampleShard>();
    for (const [at, loaded] of (await Promise.all(needed.map((one) => source.load(split, one)))).entries()) {
      if (!loaded.ok) return loaded;
      images.set(needed[at] ?? 0, loaded.value);
    }
    // Another request may have composed it meanwhile.
    const meanwhile = shards.loaded(split, number);
    if (meanwhile !== undefined) return ok(meanwhile);
    const made = compose(derived, sourceSplit(source, original, split, images), number);
    for (const one of needed) source.offer(split, one);
    shards.add(split, number, made);
    return ok(made);
  }

  return {
    dataset: derived.id,
    index: source.index,
    budget: source.budget,
    loaded: (split, number) => shards.loaded(split, number),
    offer: (split, number) => shards.offer(split, number),
    load: composed,
  };
}

/**
 * The shards that hold the blocks of images which the examples of a shard are composed of: itself
 * alone where blocks and shards are the same.
 */
function shardsOfBlocks(sizes: readonly number[], number: number): readonly number[] {
  const starts = shardStarts(sizes);
  const [first, count] = [starts[number] ?? 0, sizes[number] ?? 0];
  const begin = first - (first % sourceBlock);
  const end = Math.ceil((first + count) / sourceBlock) * sourceBlock;
  return [...sizes.keys()].filter((shard) => (starts[shard] ?? 0) < end && (starts[shard] ?? 0) + (sizes[shard] ?? 0) > begin);
}

/** The images of a split of the source, and where its shards begin. */
interface LoadedSource extends SourceSplit {
  readonly sizes: readonly number[];
  readonly starts: readonly number[];
}

/** The shard of that number. Throws unless the source's own, and those of its blocks, are loaded. */
function compose({ facts, derivation, values }: Derived, source: LoadedSource, number: number): ExampleShard {
  const [first, count] = [source.starts[number] ?? 0, source.sizes[number] ?? 0];
  const names = Object.keys(facts.fields);
  const planes = new Map<string, Plane>();
  const seed = numberOf(composedBy, values, 'seed');
  for (let row = 0; row < count; row += 1) {
    const example = derivation.compose(source, seed, first + row, values);
    for (const name of names) {
      const own = example[name];
      if (own === undefined) throw new Error(`no ${name} was composed`);
      const size = fieldSize(facts, name);
      const plane = planes.get(name) ?? { size, values: own instanceof Uint8Array ? new Uint8Array(count * size) : new Int32Array(count * size) };
      planes.set(name, plane);
      plane.values.set(own, row * size);
    }
  }
  return { count, fields: Object.fromEntries(planes) };
}

/**
 * The images and labels of a split of the source. Throws for those whose shard is not among the
 * loaded ones.
 */
function sourceSplit(source: ShardStore, original: Dataset, split: SplitName, loaded: ReadonlyMap<number, ExampleShard>): LoadedSource {
  const sizes = source.index[split].shards.map(({ images }) => images);
  const starts = shardStarts(sizes);
  const { name: field } = imagesOf(original);
  const [[labels] = ['']] = classFieldsOf(original);
  const at = (name: string, index: number) => {
    const number = shardOf(starts, index);
    const shard = loaded.get(number);
    if (shard === undefined) throw new Error(`${split} shard ${number} of ${source.dataset} is not loaded`);
    const { values, size } = planeOf(shard, name);
    const row = index - (starts[number] ?? 0);
    return values.subarray(row * size, (row + 1) * size);
  };
  return {
    split,
    sizes,
    starts,
    images: source.index[split].images,
    imageAt: (index) => {
      const bytes = at(field, index);
      if (!(bytes instanceof Uint8Array)) throw new Error('images are bytes');
      return bytes;
    },
    labelAt: (index) => at(labels, index)[0] ?? 0,
  };
}
