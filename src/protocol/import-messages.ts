import type { ImportChoices } from '../data/import/choices';
import type { ImportFault } from '../data/import/fault';
import type { PreviewExample } from '../data/import/preview';
import type { Fit } from '../data/import/pictures/resize';
import type { ExpectedSet, Proposal } from '../data/import/proposal';
import type { KeptSet } from '../experiment/own-store';
import type { OwnData } from '../experiment/own-data';

/** A file with its folders, as it was handed over. */
export interface HandedFile {
  readonly path: string;
  readonly file: File;
}

/** What the page asks of the worker that imports data, one after another. */
export type ImportRequest =
  /** Answered by `found`. `facts`: of the set that a document wants. */
  | { readonly kind: 'read'; readonly files: readonly HandedFile[]; readonly facts?: OwnData }
  /** What would be made of it; answered by `preview`. */
  | { readonly kind: 'preview'; readonly choices: ImportChoices }
  /** A picture as an image [height, width, channels]; answered by `picture`. */
  | { readonly kind: 'picture'; readonly file: File; readonly shape: readonly [height: number, width: number, channels: number]; readonly fit: Fit }
  /** Makes it and keeps it; answered by `built`. */
  | { readonly kind: 'build'; readonly choices: ImportChoices };

/** What the worker tells. Every request is answered, by what it says or by a fault. */
export type ImportEvent =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'found'; readonly proposal: Proposal; readonly choices: ImportChoices }
  | { readonly kind: 'preview'; readonly choices: ImportChoices; readonly expected: ExpectedSet; readonly examples: readonly PreviewExample[] }
  | { readonly kind: 'picture'; readonly pixels: Uint8Array }
  /** `files`: by their names, where the browser keeps nothing. */
  | { readonly kind: 'built'; readonly set: KeptSet; readonly files?: ReadonlyMap<string, Blob> }
  | { readonly kind: 'fault'; readonly fault: ImportFault };
