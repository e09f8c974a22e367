/** Why files cannot be imported, as a code for the text catalogue. */
export type ImportFaultCode =
  /** Nothing was handed over. */
  | 'nothing'
  /** None of the formats. */
  | 'unknown-format'
  /** params: most (bytes). */
  | 'too-large'
  /** Unpacks to far more than its size. params: most (bytes). */
  | 'unpacks-too-large'
  /** Ends early. params: expected, found (bytes). */
  | 'truncated'
  /** Longer than it says. params: expected, found (bytes). */
  | 'too-long'
  | 'damaged'
  /** Does not begin as its format does. params: value. */
  | 'wrong-magic'
  /** An archive or array of a kind that is not read. params: what. */
  | 'unsupported'
  /** A path that leads out of its folder. */
  | 'unsafe-path'
  | 'duplicate-name'
  /** params: value. */
  | 'not-finite'
  /** params: expected, found. */
  | 'counts-differ'
  /** params: value, most. */
  | 'label-out-of-range'
  /** params: value. */
  | 'not-a-number'
  /** params: height, width, most (pixels). */
  | 'picture-too-large'
  | 'not-a-picture'
  | 'picture-unreadable'
  /** An image file for labels, or labels without images. params: what ('images' or 'labels'). */
  | 'part-missing'
  /** Files that a list names. params: name. */
  | 'pictures-missing'
  | 'too-few'
  | 'no-input'
  /** params: found, most. */
  | 'too-many-columns'
  /** The file could not be read from the disk. */
  | 'unreadable'
  /** No room in the browser. */
  | 'storage-full'
  /** The browser ended the worker, which it does when its memory has run out. */
  | 'worker-ended';

/** What keeps files from being imported: which file, where in it, why. */
export interface ImportFault {
  readonly code: ImportFaultCode;
  /** The path of the file as a person knows it; empty where it is of no single one. */
  readonly file: string;
  /** Where in the file: its byte, row, line or column; absent where it is the whole. */
  readonly place?: { readonly of: 'byte' | 'row' | 'line' | 'entry'; readonly at: number | string };
  readonly params: Readonly<Record<string, string | number>>;
}

/** A fault of a file. */
export function faultIn(file: string, code: ImportFaultCode, params: ImportFault['params'] = {}, place?: ImportFault['place']): ImportFault {
  return { code, file, params, ...(place === undefined ? {} : { place }) };
}
