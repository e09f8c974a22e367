import type { ImportFile } from './import-file';
import type { Pixels } from './pictures/picture';

/** The formats that are read, each by a file in formats/. */
export type FormatId = 'idx' | 'cifar' | 'arrays' | 'folders' | 'coco' | 'masks' | 'table' | 'numbers';

/** What a reader found in files: examples in rows, what they look like, what is said of them. */
export interface Found {
  readonly format: FormatId;
  readonly rows: number;
  readonly input: FoundInput;
  readonly columns: readonly Column[];
  /** [rows] 1 for an example of the test part; undefined where the files do not say. */
  readonly test: Uint8Array | undefined;
  /** True where the order of the rows means nothing, such as that of folders: they are shuffled. */
  readonly inAnyOrder: boolean;
  readonly notes: readonly ImportNote[];
}

/** What networks look at. */
export type FoundInput =
  /** Images that lie in the files as numbers, all of one shape [height, width, channels]. */
  | { readonly kind: 'pixels'; readonly shape: readonly [number, number, number]; readonly at: (row: number) => Pixels }
  /** Pictures that are still to be decoded, [rows]. */
  | { readonly kind: 'pictures'; readonly files: readonly ImportFile[] }
  /** Numbers [rows, size], NaN where one is missing. */
  | { readonly kind: 'numbers'; readonly size: number; readonly values: Float32Array };

/** What is said of every example, or of some. */
export type Column = {
  /** Unique; a field's name in the data set. */
  readonly id: string;
  /** As the files call it. */
  readonly title: string;
} & (
  | {
      readonly kind: 'labels';
      /** [rows] indices of classes, −1 where it is missing. */
      readonly values: Int32Array;
      readonly classes: readonly string[];
    }
  | {
      readonly kind: 'numbers';
      readonly size: number;
      /** [rows, size], NaN where it is missing. */
      readonly values: Float64Array;
    }
  /** For each of some names whether it applies, [rows, names]. */
  | { readonly kind: 'flags'; readonly names: readonly string[]; readonly values: Uint8Array }
  /** Boxes in shares of the image's height and width, of classes; [rows] lists, the largest first. */
  | { readonly kind: 'boxes'; readonly boxes: readonly (readonly FoundBox[])[]; readonly classes: readonly string[] }
  /** Mask images, [rows]; each colour (red · 65536 + green · 256 + blue) is a class. */
  | { readonly kind: 'masks'; readonly files: readonly (ImportFile | undefined)[]; readonly colours: readonly number[]; readonly classes: readonly string[] }
);

export interface FoundBox {
  readonly class: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is worth telling of files that can be imported all the same, as codes of the text catalogue. */
export interface ImportNote {
  readonly code:
    /** params: title. */
    | 'one-class'
    /** params: title, most. */
    | 'too-many-classes'
    | 'unlabelled'
    /** params: count, first (a path). */
    | 'passed-over'
    /** params: count, first (a name): rows of a list whose picture is not there. */
    | 'pictures-missing'
    /** params: count: pictures that a list does not name. */
    | 'not-listed'
    | 'only-part-labelled';
  readonly params: Readonly<Record<string, string | number>>;
}

