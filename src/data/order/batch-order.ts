import { randomKey, randomPermutation } from '../../lib/random';

/**
 * Which train images each step takes: a pure function of seed, shard sizes, batch size and step.
 */
export interface BatchOrder {
  readonly batchSize: number;
  /**
   * Indices into the train images, [batchSize]; the last batch of an epoch wraps into the next
   * permutation.
   */
  indicesOf(step: number): Uint32Array;
  /** The shards in the order in which training first needs them, from a step on. */
  shardsFrom(step: number): readonly number[];
}

/** The sizes of the shards that hold the first `images` images; the last one may be cut. */
export function shardSizes(shards: readonly { readonly images: number }[], images: number): readonly number[] {
  const sizes: number[] = [];
  let left = images;
  for (const shard of shards) {
    if (left <= 0) break;
    sizes.push(Math.min(shard.images, left));
    left -= shard.images;
  }
  return sizes;
}

/**
 * The shard that an image lies in; `starts` holds the first image of each shard, in rising order.
 */
export function shardOf(starts: readonly number[], image: number): number {
  let shard = starts.length - 1;
  while (shard > 0 && (starts[shard] ?? 0) > image) shard -= 1;
  return shard;
}

/** The first image of each shard. */
export function shardStarts(sizes: readonly number[]): readonly number[] {
  let sum = 0;
  return sizes.map((size) => (sum += size) - size);
}

/**
 * Shards in seeded order, shuffled within, anew in each epoch. `sizes` are the images of each shard
 * that are trained on.
 */
export function createBatchOrder(seed: number, sizes: readonly number[], batchSize: number): BatchOrder {
  const starts = shardStarts(sizes);
  const images = sizes.reduce((sum, size) => sum + size, 0);
  // A batch may span several epochs when few images are trained on; training moves forward, so few
  // need to be kept.
  const epochs = new Map<number, Uint32Array>();

  function shardOrder(epoch: number): readonly number[] {
    return [...randomPermutation(randomKey(seed, 'shards', epoch), sizes.length)];
  }

  function epochOrder(epoch: number): Uint32Array {
    const known = epochs.get(epoch);
    if (known !== undefined) return known;
    const order = new Uint32Array(images);
    let at = 0;
    for (const shard of shardOrder(epoch)) {
      const start = starts[shard] ?? 0;
      for (const within of randomPermutation(randomKey(seed, 'within', epoch, shard), sizes[shard] ?? 0)) order[at++] = start + within;
    }
    for (const kept of epochs.keys()) if (kept < epoch - 1 || kept > epoch + 1) epochs.delete(kept);
    epochs.set(epoch, order);
    return order;
  }

  function indicesOf(step: number): Uint32Array {
    const indices = new Uint32Array(batchSize);
    for (let taken = 0; taken < batchSize; ) {
      const position = step * batchSize + taken;
      const stretch = epochOrder(Math.floor(position / images)).subarray(position % images);
      const part = stretch.subarray(0, batchSize - taken);
      indices.set(part, taken);
      taken += part.length;
    }
    return indices;
  }

  return {
    batchSize,
    indicesOf,
    shardsFrom: (step) => {
      const epoch = Math.floor((step * batchSize) / images);
      const order = epochOrder(epoch);
      const now = shardOf(starts, order[(step * batchSize) % images] ?? 0);
      const inEpoch = shardOrder(epoch);
      const rest = inEpoch.slice(inEpoch.indexOf(now));
      // What this epoch no longer needs comes in the next one's order.
      return [...rest, ...shardOrder(epoch + 1).filter((shard) => !rest.includes(shard))];
    },
  };
}
