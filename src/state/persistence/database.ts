import { openDB, type IDBPDatabase } from 'idb';
import type { StorageProblem } from '../app-state';

/**
 * Where tabs are kept: values by text keys. Everything rejects when the browser has no room, or no
 * database.
 */
export interface TabDatabase {
  /** All values whose keys begin so, by key. */
  read(prefix: string): Promise<ReadonlyMap<string, unknown>>;
  /** Writes all of them or none; undefined takes a value away. */
  write(values: ReadonlyMap<string, unknown>): Promise<void>;
}

const name = 'multitask-playground';
const version = 1;
const store = 'tabs';

/** True where the browser has no room for what was to be written. */
function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/**
 * Says that the database belongs to a later version of the page now, which this one must not touch.
 */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/** Why nothing could be read or written, by what it failed with. */
export function storageProblemOf(error: unknown): Exclude<StorageProblem, 'unavailable'> {
  if (error instanceof NewerDatabaseError) return 'newer';
  return isQuotaError(error) ? 'full' : 'failed';
}

/**
 * The browser's database. Rejects where there is none, as in some private windows, and with a
 * NewerDatabaseError where a later version of the page has made it.
 * @param onNewer called when a later version of the page takes the database over, in another tab;
 * nothing can be read or written from then on
 */
export async function openBrowserDatabase(onNewer: () => void): Promise<TabDatabase> {
  let isTakenOver = false;
  const upgrade = (opened: IDBPDatabase) => void opened.createObjectStore(store);
  const database = await openDB(name, version, { upgrade }).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'VersionError' ? new NewerDatabaseError() : error;
  });
  database.addEventListener('versionchange', (event) => {
    // It waits until all pages with an older version have let go; what is being written still comes
    // to its end.
    database.close();
    // Without a version it is being deleted, as a person may do: what is written from then on fails
    // and is told.
    if (!(event instanceof IDBVersionChangeEvent) || event.newVersion === null) return;
    isTakenOver = true;
    onNewer();
  });
  const begin = <Mode extends 'readonly' | 'readwrite'>(mode: Mode) => {
    if (isTakenOver) throw new NewerDatabaseError();
    return database.transaction(store, mode);
  };
  return {
    read: async (prefix) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const transaction = begin('readonly');
      const [keys, values] = await Promise.all([transaction.store.getAllKeys(range), transaction.store.getAll(range)]);
      return new Map(keys.flatMap((key, index) => (typeof key === 'string' ? [[key, values[index]] as const] : [])));
    },
    write: async (values) => {
      const transaction = begin('readwrite');
      // Asynchronous, so that one which throws at once, as with a value that is too large for the
      // browser, does not leave the others unheard.
      const requests = [...values].map(async ([key, value]) => {
        try {
          await (value === undefined ? transaction.store.delete(key) : transaction.store.put(value, key));
        } catch (error) {
          // The browser breaks the transaction off when a request fails, but not when one cannot
          // even be made.
          abort(transaction);
          throw error;
        }
      });
      const ends = await Promise.allSettled([...requests, transaction.done]);
      const reasons = ends.flatMap((end): readonly unknown[] => (end.status === 'rejected' ? [end.reason] : []));
      // When there is no room, other requests of the transaction only say that it was broken off.
      if (reasons.length > 0) throw reasons.find(isQuotaError) ?? reasons[0];
    },
  };
}

function abort(transaction: Pick<IDBTransaction, 'abort'>): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}
