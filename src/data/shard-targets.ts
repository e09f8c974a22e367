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
  if (target.kind === 'image') return undefined;
  const imageAt = (row: number) => shard.images.subarray(row * size, (row + 1) * size);
  if (target.kind === 'classes') return Int32Array.from(shard.labels, (label, row) => target.of(label, imageAt(row)));
  const scaled = new Float32Array(shard.count * target.size);
  shard.labels.forEach((label, row) => {
    scaled.set(target.of(label, imageAt(row)).map((value) => (value - target.offset) / target.scale), row * target.size);
  });
  return scaled;
}

/**
 * The answer of a task to one image, as it is shown: [class index], values in their own unit, or
 * pixels in [0, 1].
 */
export function answerOf(kind: TaskKind, label: number, pixels: Uint8Array): Float32Array {
  switch (kind.target.kind) {
    case 'classes':
      return Float32Array.of(kind.target.of(label, pixels));
    case 'values':
      return Float32Array.from(kind.target.of(label, pixels));
    case 'image':
      return Float32Array.from(pixels, (value) => value / 255);
  }
}
