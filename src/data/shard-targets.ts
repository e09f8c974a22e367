import type { Target } from '../domain/targets/target';
import { exampleAt, type ExampleShard } from './example-shard';
import { isAnswered } from './labels';

/**
 * What a task's answers are for every example of one shard: class indices [examples], or numbers
 * [examples, size].
 */
type ShardTargets = Int32Array | Float32Array;

/**
 * A function that computes the answers of a task for a shard, by its number: once, and kept from
 * then on. Zeros for an example that the task has no answer to. Undefined where the answers are the
 * images themselves.
 * @param changed what becomes of the computed answers
 */
export function keptTargets(
  target: Target,
  changed: (answers: ShardTargets, shard: ExampleShard, number: number) => ShardTargets = (answers) => answers,
): (number: number, shard: ExampleShard) => ShardTargets | undefined {
  const kept = new Map<number, ShardTargets>();
  return (number, shard) => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const computed = shardTargets(target, shard);
    if (computed === undefined) return undefined;
    const answers = changed(computed, shard, number);
    kept.set(number, answers);
    return answers;
  };
}

function shardTargets(target: Target, shard: ExampleShard): ShardTargets | undefined {
  const { encode, storage } = target;
  if (encode === undefined) return undefined;
  const encoded = Array.from({ length: shard.count }, (_, row) => {
    const answer = encode(exampleAt(shard, row));
    return isAnswered(target, shard, row) ? answer : answer.map(() => 0);
  });
  return storage === 'index' ? Int32Array.from(encoded.flat()) : Float32Array.from(encoded.flat());
}
