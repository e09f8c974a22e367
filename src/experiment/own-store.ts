import type { OwnData } from './own-data';

/**
 * Where the browser keeps the data sets that people import: what is to be known of each by its
 * fingerprint in `sets`, its files in `files`, by `ownFileKey`, each of some megabytes at the most.
 */
export const ownStore = { name: 'multitask-playground-data', version: 1, sets: 'sets', files: 'files' } as const;

/** What is kept of a data set beside its files. */
export interface KeptSet {
  readonly fingerprint: string;
  /** In the keys of its files: another one each time a set is made. */
  readonly id: string;
  readonly facts: OwnData;
  /** What its files called its fields, by their names. */
  readonly titles: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** When it was made, in milliseconds since 1970. */
  readonly made: number;
}

/** The key of a file of a set. */
export function ownFileKey(id: string, file: string): string {
  return `${id}/${file}`;
}
