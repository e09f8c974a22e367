import { randomInteger, randomKey } from '../../lib/random';
import type { SplitName } from '../dataset-index';
import type { SourceSplit } from './derivation';

/** A split of blots: images of so many bytes, by default [28, 28, 1], with ink at random, out to their edges. */
export function blots(split: SplitName, images: number, seed = 1, pixels = 28 * 28): SourceSplit {
  const imageAt = (index: number) => {
    const key = randomKey(seed, split, index);
    return Uint8Array.from({ length: pixels }, (_, at) => (randomInteger(key, at) % 3 === 0 ? randomInteger(key, pixels + at) % 256 : 0));
  };
  return { split, images, imageAt, labelAt: (index) => randomInteger(randomKey(seed, index), 0) % 10 };
}

/** A split that writes down which images it is asked for. */
export function watched(source: SourceSplit): { readonly source: SourceSplit; readonly asked: Set<number> } {
  const asked = new Set<number>();
  const noted = (index: number) => {
    asked.add(index);
    return index;
  };
  return { source: { ...source, imageAt: (index) => source.imageAt(noted(index)), labelAt: (index) => source.labelAt(noted(index)) }, asked };
}
