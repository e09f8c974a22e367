import type { ParameterSpecs } from '../parameters';
import { sizeOf, type Shape } from '../shape';

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

/** So many numbers; one that is not a number is missing. */
interface VectorField {
  readonly kind: 'vector';
  readonly size: number;
  /**
   * Of each of the numbers, mean and standard deviation over the train split: inputs are
   * standardised by them. Absent where they enter as they are.
   */
  readonly mean?: readonly number[];
  readonly deviation?: readonly number[];
}

/** A row of so many tokens, each the index of one in a vocabulary of that size. */
interface TokensField {
  readonly kind: 'tokens';
  readonly vocabulary: number;
  readonly length: number;
}

/** Numbers to be predicted, in their unit, with their mean and deviation over the train split. */
interface ValueField {
  readonly kind: 'value';
  readonly size: number;
  readonly unit: string;
  readonly mean: number;
  readonly deviation: number;
}

/** One box in each image: half-open pixels [left, top, right, bottom]. */
interface BoxField {
  readonly kind: 'box';
}

/** A class for each pixel of the set's images, [height, width] bytes; the first is the ground. */
interface MaskField {
  readonly kind: 'mask';
  readonly classes: readonly ClassName[];
}

/** For each tag whether it applies, bytes of 0 and 1. */
interface TagsField {
  readonly kind: 'tags';
  readonly names: readonly ClassName[];
}

/** One of some levels that have an order, the lowest first. */
interface OrdinalField {
  readonly kind: 'ordinal';
  readonly levels: readonly ClassName[];
}

/** What a data set has of every example; `mayBeMissing` where not of every one. */
export type DataField = (
  | ImageField
  | VectorField
  | TokensField
  | ClassField
  | ValueField
  | BoxField
  | MaskField
  | TagsField
  | OrdinalField
) & { readonly mayBeMissing?: true };

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
  /**
   * The id of the set whose images its examples are composed of, split by split, as many as that
   * has; absent for one that is as it is.
   */
  readonly derivedFrom?: string;
  /** What can be set of how they are composed. */
  readonly parameters?: ParameterSpecs;
  /**
   * What a set that is about something else than the others begins with: the ids of kinds of tasks
   * and of a start network. Absent where the tasks that were there make sense.
   */
  readonly start?: { readonly tasks: readonly string[]; readonly network: string };
  /** True where a mirrored image could be one of the set: a photograph is, a digit is not. */
  readonly mirrors: boolean;
  /** Proper names; not translated. */
  readonly credit: { readonly name: string; readonly authors: string; readonly licence: string; readonly url: string };
}

/** By what number the parts of an example of a derived set are drawn: not by the training's seed. */
export const composedBy = { seed: { kind: 'integer', min: 0, max: 2 ** 31 - 1, default: 1 } } as const satisfies ParameterSpecs;

/** By how many quarter turns, clockwise, an image is turned. */
export const quarterTurns = { kind: 'class', classes: ['turned-0', 'turned-90', 'turned-180', 'turned-270'].map((id) => ({ id })) } as const satisfies DataField;

/** The images of a data set: its first field of that kind, and its name. Undefined for one without. */
export function imagesIn({ fields }: Dataset): (ImageField & { readonly name: string }) | undefined {
  for (const [name, field] of Object.entries(fields)) if (field.kind === 'image') return { ...field, name };
  return undefined;
}

/** The same. Throws for a data set without images. */
export function imagesOf(dataset: Dataset): ImageField & { readonly name: string } {
  const images = imagesIn(dataset);
  if (images === undefined) throw new Error('the data set has no images');
  return images;
}

/** The fields of a data set that tell classes apart, by their names, in its order. */
export function classFieldsOf({ fields }: Dataset): readonly (readonly [name: string, classes: readonly ClassName[]])[] {
  return Object.entries(fields).flatMap(([name, field]) => (field.kind === 'class' ? [[name, field.classes] as const] : []));
}

/**
 * The name of a field of a kind: the wanted one where the set has it, else the first of that kind;
 * undefined for a set that has none.
 */
export function fieldOfKind({ fields }: Dataset, kind: DataField['kind'], wanted?: string): string | undefined {
  const names = Object.entries(fields).flatMap(([name, field]) => (field.kind === kind ? [name] : []));
  return names.find((name) => name === wanted) ?? names[0];
}

/**
 * How many numbers an example has of a field of that name: bytes of an image, one index of a class.
 * Throws for a field that there is not.
 */
export function fieldSize(dataset: Dataset, name: string): number {
  const field = dataset.fields[name];
  switch (field?.kind) {
    case undefined:
      throw new Error(`the data set has no field ${name}`);
    case 'image':
      return sizeOf(field.shape);
    case 'vector':
    case 'value':
      return field.size;
    case 'tokens':
      return field.length;
    case 'class':
    case 'ordinal':
      return 1;
    case 'box':
      return 4;
    case 'mask':
      return sizeOf(imagesOf(dataset).shape.slice(0, 2));
    case 'tags':
      return field.names.length;
  }
}
