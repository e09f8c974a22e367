import type { Shape } from '../shape';

/** Images of bytes. */
interface ImageField {
  readonly kind: 'image';
  /** [height, width, channels] of one image. */
  readonly shape: Shape;
  /**
   * Per channel, mean and standard deviation of the train split's pixels in [0, 1]; inputs are
   * normalised by them.
   */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** One of so many classes. */
interface ClassField {
  readonly kind: 'class';
  readonly classes: number;
}

/** What a data set has of every example. */
export type DataField = ImageField | ClassField;

/**
 * A data set as facts: its splits, its named fields, and whom to thank. The bytes of the built-in
 * ones are prepared by scripts/prepare-data.ts.
 */
export interface Dataset {
  /**
   * How many examples the official splits hold, and how many are used unless a person asks for
   * more.
   */
  readonly splits: Readonly<Record<'train' | 'test', { readonly images: number; readonly usual: number }>>;
  readonly fields: Readonly<Record<string, DataField>>;
  /** True where a mirrored image could be one of the set: a photograph is, a digit is not. */
  readonly mirrors: boolean;
  /** Proper names; not translated. */
  readonly credit: { readonly name: string; readonly authors: string; readonly licence: string; readonly url: string };
}

/** The images of a data set: its field of that kind. Throws for one without images. */
export function imagesOf({ fields }: Dataset): ImageField {
  const field = Object.values(fields).find((one) => one.kind === 'image');
  if (field?.kind !== 'image') throw new Error('the data set has no images');
  return field;
}

/** How many classes the labels of a data set tell apart; 0 for one without labels. */
export function labelClasses({ fields }: Dataset): number {
  const field = Object.values(fields).find((one) => one.kind === 'class');
  return field?.kind === 'class' ? field.classes : 0;
}
