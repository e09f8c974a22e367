import type { FieldNumbers, Target } from '../domain/targets/target';
import { movementOfExample, type Moves } from './moves';
import type { ImageShape } from './example-shard';

/**
 * Per example what a task's loss takes once the images of that shape are moved, undefined for one of
 * whose answer nothing is left. Undefined as a whole where the answers stay as they are.
 * @param encoded of an example, before its image is moved
 */
export function movedAnswers(
  { moved }: Target,
  moves: Moves | undefined,
  examples: number,
  shape: ImageShape,
  encoded: (example: number) => FieldNumbers,
): readonly (Float32Array | undefined)[] | undefined {
  if (moved === undefined || moves === undefined) return undefined;
  return Array.from({ length: examples }, (_, example) => moved(encoded(example), movementOfExample(moves, example, shape), shape));
}
