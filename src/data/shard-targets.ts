import type { Target } from '../domain/targets/target';
import { exampleAt, type ExampleShard } from './example-shard';
import { isAnswered } from './labels';

/**
 * What a task's answers are for every example of one shard: class indices [examples], or numbers
 * [examples, size]; zeros for an example that the task has no answer to. Undefined where the answers
 * are the images themselves.
 */
export function shardTargets(target: Target, shard: ExampleShard): Int32Array | Float32Array | undefined {
  const { encode, storage } = target;
  if (encode === undefined) return undefined;
  const encoded = Array.from({ length: shard.count }, (_, row) => {
    const answer = encode(exampleAt(shard, row));
    return isAnswered(target, shard, row) ? answer : answer.map(() => 0);
  });
  return storage === 'index' ? Int32Array.from(encoded.flat()) : Float32Array.from(encoded.flat());
}
