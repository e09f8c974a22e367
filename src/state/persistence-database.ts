import { deleteDB, openDB } from 'idb';

/** Where tabs are kept: values by text keys. Everything rejects when the browser has no room, or no database. */
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
export function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** The browser's database. Rejects where there is none, as in some private windows. */
export async function openBrowserDatabase(): Promise<TabDatabase> {
  const database = await openDB(name, version, { upgrade: (opened) => void opened.createObjectStore(store) }).catch(async (error: unknown) => {
    // Made by a later version of the page: what it kept cannot be read, and would keep this one from keeping anything.
    if (!(error instanceof DOMException && error.name === 'VersionError')) throw error;
    await deleteDB(name);
    return openDB(name, version, { upgrade: (opened) => void opened.createObjectStore(store) });
  });
  // A newer page in another tab wants to change the database: let it.
  database.addEventListener('versionchange', () => database.close());
  return {
    read: async (prefix) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const transaction = database.transaction(store, 'readonly');
      const [keys, values] = await Promise.all([transaction.store.getAllKeys(range), transaction.store.getAll(range)]);
      return new Map(keys.flatMap((key, index) => (typeof key === 'string' ? [[key, values[index]] as const] : [])));
    },
    write: async (values) => {
      const transaction = database.transaction(store, 'readwrite');
      // Asynchronous, so that one which throws at once, as with a value that is too large for the browser, does not leave the others unheard.
      const requests = [...values].map(async ([key, value]) => {
        try {
          await (value === undefined ? transaction.store.delete(key) : transaction.store.put(value, key));
        } catch (error) {
          // The browser breaks the transaction off when a request fails, but not when one cannot even be made.
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
