import type { ParameterSpecs } from '../parameters';
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

/** One of some classes. */
interface ClassField {
  readonly kind: 'class';
  /** In the order of their indices. */
  readonly classes: readonly ClassName[];
}

/** A class by its id in the text catalogue, or in the words of whoever named it. */
export type ClassName = { readonly id: string } | { readonly text: string };

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
  /** What can be set of a set that is made of another one; none for one that is as it is. */
  readonly parameters?: ParameterSpecs;
  /** True where a mirrored image could be one of the set: a photograph is, a digit is not. */
  readonly mirrors: boolean;
  /** Proper names; not translated. */
  readonly credit: { readonly name: string; readonly authors: string; readonly licence: string; readonly url: string };
}

/** The images of a data set: its first field of that kind, and its name. Throws for one without. */
export function imagesOf({ fields }: Dataset): ImageField & { readonly name: string } {
  for (const [name, field] of Object.entries(fields)) if (field.kind === 'image') return { ...field, name };
  throw new Error('the data set has no images');
}

/** The fields of a data set that tell classes apart, by their names, in its order. */
export function classFieldsOf({ fields }: Dataset): readonly (readonly [name: string, classes: readonly ClassName[]])[] {
  return Object.entries(fields).flatMap(([name, field]) => (field.kind === 'class' ? [[name, field.classes] as const] : []));
}
