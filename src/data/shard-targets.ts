import type { Target } from '../domain/targets/target';
import { exampleAt, type ExampleShard } from './example-shard';

/**
 * What a task's answers are for every example of one shard: class indices [examples], or numbers
 * [examples, size].
 */
type ShardTargets = Int32Array | Float32Array;

/**
 * A function that computes the answers of a task for a shard, by its number: once, and kept from
 * then on. Undefined where the answers are the images themselves.
 */
export function keptTargets(target: Target): (number: number, shard: ExampleShard) => ShardTargets | undefined {
  const kept = new Map<number, ShardTargets>();
  return (number, shard) => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const computed = shardTargets(target, shard);
    if (computed !== undefined) kept.set(number, computed);
    return computed;
  };
}

function shardTargets({ encode, storage }: Target, shard: ExampleShard): ShardTargets | undefined {
  if (encode === undefined) return undefined;
  const encoded = Array.from({ length: shard.count }, (_, row) => encode(exampleAt(shard, row)));
  return storage === 'index' ? Int32Array.from(encoded.flat()) : Float32Array.from(encoded.flat());
}
