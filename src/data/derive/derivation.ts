import type { DataField } from '../../domain/datasets/dataset';
import type { DatasetId } from '../../domain/datasets/datasets';
import type { ParameterSpecs, ParameterValues } from '../../domain/parameters';
import { randomUniform, type RandomKey } from '../../lib/random';
import type { SplitName } from '../dataset-index';

/** One box for each image: half-open pixels [left, top, right, bottom], int32. */
interface BoxField {
  readonly kind: 'box';
}

/** A class for each pixel of the set's images, [height, width] bytes. */
interface MaskField {
  readonly kind: 'mask';
  readonly classes: number;
}

/** For each name whether the image has it, [names] bytes of 0 and 1. */
interface TagsField {
  readonly kind: 'tags';
  readonly names: readonly string[];
}

/**
 * What a derived set has of every example. An image is bytes [height, width, channels], a class one
 * byte.
 */
export type DerivedField = DataField | BoxField | MaskField | TagsField;

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
 * A data set whose examples are composed of another one's images. It has as many examples as its
 * source has images, split by split: example i shows image i, and besides it only images of the
 * same block of the same split (`otherImage`).
 */
export interface Derivation {
  readonly source: DatasetId;
  readonly fields: Readonly<Record<string, DerivedField>>;
  /** What can be set about the set. */
  readonly parameters: ParameterSpecs;
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
