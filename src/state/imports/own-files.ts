import { ownFolder } from '../../experiment/own-data';
import type { KeptSet } from '../../experiment/own-store';
import type { Experiment } from '../../experiment/schema';

/** Sets that the browser could not keep, with their files by path. */
const inMemory = new Map<string, { readonly set: KeptSet; readonly files: ReadonlyMap<string, Blob> }>();

/** Keeps the files of a set until the page is closed. */
export function keepInMemory(set: KeptSet, files: ReadonlyMap<string, Blob>): void {
  const folder = ownFolder(set.fingerprint);
  inMemory.set(set.fingerprint, { set, files: new Map([...files].map(([file, content]) => [`${folder}/${file}`, content])) });
}

/** The sets in memory. */
export function setsInMemory(): readonly KeptSet[] {
  return [...inMemory.values()].map(({ set }) => set);
}

/** The files of a set in memory by their names; none where it is not there. */
export function filesInMemory(fingerprint: string): ReadonlyMap<string, Blob> {
  const files = inMemory.get(fingerprint)?.files ?? new Map<string, Blob>();
  return new Map([...files].map(([path, content]) => [path.slice(ownFolder(fingerprint).length + 1), content]));
}

/** Forgets a set in memory. */
export function dropFromMemory(fingerprint: string): void {
  inMemory.delete(fingerprint);
}

/** What the worker is told of the files of a document's data, where they are in memory alone. */
export function ownFilesOf({ data }: Pick<Experiment, 'data'>): { readonly ownFiles?: ReadonlyMap<string, Blob> } {
  const known = inMemory.get(data.own?.fingerprint ?? '');
  return known === undefined ? {} : { ownFiles: known.files };
}
