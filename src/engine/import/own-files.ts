import { isRecord } from '../../lib/json';
import { fail, ok } from '../../lib/result';
import { ownFolder } from '../../experiment/own-data';
import { ownFileKey, ownStore } from '../../experiment/own-store';
import type { FetchBytes } from '../data/fetch-bytes';

/** The database of imported data sets. Rejects where the browser has none. */
export async function openOwnStore(): Promise<IDBDatabase> {
  const opening = indexedDB.open(ownStore.name, ownStore.version);
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore(ownStore.sets, { keyPath: 'fingerprint' });
    opening.result.createObjectStore(ownStore.files);
  });
  return answered(opening);
}

/** What a request of a database comes to. */
export function answered<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the database failed')));
  });
}

/**
 * Gets the files of data sets that people imported where the page's memory or the browser has them,
 * and all others as before.
 * @param inMemory what the browser could not keep, by path
 */
export function withOwnFiles(others: FetchBytes, inMemory: ReadonlyMap<string, Blob> = new Map()): FetchBytes {
  return async (path) => {
    if (!path.startsWith(ownFolder(''))) return others(path);
    try {
      const blob = inMemory.get(path);
      const bytes = blob === undefined ? await keptBytes(path) : new Uint8Array(await blob.arrayBuffer());
      return bytes === undefined ? fail({ reason: 'missing', detail: path }) : ok(bytes);
    } catch (error) {
      return fail({ reason: 'missing', detail: `${path}: ${String(error)}` });
    }
  };
}

async function keptBytes(path: string): Promise<Uint8Array | undefined> {
  const [, fingerprint = '', file = ''] = path.split('/');
  const database = await openOwnStore();
  try {
    const transaction = database.transaction([ownStore.sets, ownStore.files]);
    const set: unknown = await answered(transaction.objectStore(ownStore.sets).get(fingerprint));
    if (!isRecord(set) || typeof set['id'] !== 'string') return undefined;
    const bytes: unknown = await answered(transaction.objectStore(ownStore.files).get(ownFileKey(set['id'], file)));
    return bytes instanceof Uint8Array ? bytes : undefined;
  } finally {
    database.close();
  }
}
