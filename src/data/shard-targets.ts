import type { TaskKind } from '../domain/tasks/task-kind';
import type { Shard } from './shard-codec';

/**
 * What a task's answers are for every image of one shard: class indices [images], or scaled values
 * [images, size].
 */
type ShardTargets = Int32Array | Float32Array;

/**
 * A function that computes the answers of a task for a shard, by its number: once, and kept from
 * then on. Undefined where the answers are the images themselves, of `size` numbers each.
 */
export function keptTargets(kind: TaskKind, size: number): (number: number, shard: Shard) => ShardTargets | undefined {
  const kept = new Map<number, ShardTargets>();
  return (number, shard) => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const computed = shardTargets(kind, shard, size);
    if (computed !== undefined) kept.set(number, computed);
    return computed;
  };
}

function shardTargets(kind: TaskKind, shard: Shard, size: number): ShardTargets | undefined {
  const { target } = kind;
  const { encode } = target;
  if (encode === undefined) return undefined;
  const imageAt = (row: number) => shard.images.subarray(row * size, (row + 1) * size);
  const encoded = Array.from(shard.labels).flatMap((label, row) => [...encode(label, imageAt(row))]);
  return target.storage === 'index' ? Int32Array.from(encoded) : Float32Array.from(encoded);
}
