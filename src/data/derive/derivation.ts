import type { Dataset } from '../../domain/datasets/dataset';
import type { ParameterValues } from '../../domain/parameters';
import { randomKey, randomPermutation, randomUniform, type RandomKey } from '../../lib/random';
import type { SplitName } from '../dataset-index';

/** The images of one official split that examples are composed of. */
export interface SourceSplit {
  readonly split: SplitName;
  /** How many images the official split has, whatever part of it is used. */
  readonly images: number;
  /** Bytes [height, width, channels] of an image; only read. */
  readonly imageAt: (index: number) => Uint8Array;
  readonly labelAt: (index: number) => number;
}

/** One example: what it has of each field of its set. */
export type DerivedExample = Readonly<Record<string, Uint8Array | Int32Array>>;

/**
 * How the examples of a derived data set are composed of another one's images. It has as many
 * examples as its source has images, split by split: example i shows image i, and besides it only
 * images of the same block of the same split (`otherImage`). What it is otherwise is told in
 * domain/datasets under the same name.
 */
export interface Derivation {
  readonly fields: Dataset['fields'];
  /**
   * Example `index` of a split: a pure function of seed, split, index, values and the source's
   * images, so that examples can be composed in any order, each by itself. Values that are missing
   * or not allowed are taken as `numberOf` takes them. The arrays are new ones.
   */
  readonly compose: (source: SourceSplit, seed: number, index: number, values: ParameterValues) => DerivedExample;
}

/**
 * How many images in a row form a block: as many as a prepared shard holds, so that a shard of a
 * derived set needs one shard of its source.
 */
export const sourceBlock = 2000;

/**
 * Another image of the same block as `index`, each equally likely, by the counter-th number of a
 * key. Throws for a block of one image, which has no other.
 */
export function otherImage({ images }: SourceSplit, index: number, key: RandomKey, counter: number): number {
  const first = index - (index % sourceBlock);
  const others = Math.min(sourceBlock, images - first) - 1;
  if (others < 1) throw new Error('a block of one image has no other');
  const other = first + Math.floor(others * randomUniform(key, counter));
  return other < index ? other : other + 1;
}

/**
 * One of so many choices for an example, drawn such that every so many examples in a row have each
 * choice once, in a random order of their own: any part of a split is balanced.
 * @param what is drawn; another word gives draws that have nothing to do with these
 */
export function balancedChoice({ split }: SourceSplit, seed: number, what: string, index: number, choices: number): number {
  const order = randomPermutation(randomKey(seed, what, split, Math.floor(index / choices)), choices);
  return order[index % choices] ?? 0;
}
