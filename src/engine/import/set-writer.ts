import type { KeepFile } from '../../data/import/build';
import { faultIn } from '../../data/import/fault';
import type { OwnData } from '../../experiment/own-data';
import { ownFileKey, ownStore, type KeptSet } from '../../experiment/own-store';
import { isRecord } from '../../lib/json';
import { fail, ok } from '../../lib/result';
import { answered, openOwnStore } from './own-files';

/** Keeps the files of a set while it is made, and what is to be known of it in the end. */
export interface SetWriter {
  readonly keep: KeepFile;
  /** The set, and its files where the browser keeps nothing. Rejects where it has no room. */
  finish(facts: OwnData, titles: KeptSet['titles']): Promise<{ readonly set: KeptSet; readonly files?: ReadonlyMap<string, Blob> }>;
}

/** Writes into the browser's database; into memory where there is none. */
export async function openSetWriter(now: number): Promise<SetWriter> {
  const id = String(now);
  const database = await openOwnStore().catch(() => undefined);
  const files = new Map<string, Blob>();
  let bytes = 0;
  const setOf = (facts: OwnData, titles: KeptSet['titles']): KeptSet => ({ fingerprint: facts.fingerprint, id, facts, titles, bytes, made: now });
  if (database === undefined) {
    return {
      keep: (file, content) => {
        bytes += content.length;
        files.set(file, new Blob([content]));
        return Promise.resolve(ok(null));
      },
      finish: (facts, titles) => Promise.resolve({ set: setOf(facts, titles), files }),
    };
  }
  await removeUnfinished(database);
  return {
    keep: async (file, content) => {
      try {
        bytes += content.length;
        const store = database.transaction(ownStore.files, 'readwrite').objectStore(ownStore.files);
        await answered(store.put(content, ownFileKey(id, file)));
        return ok(null);
      } catch {
        // Where even that fails it is removed when the next set is made.
        await removeUnfinished(database).catch(() => undefined);
        return fail(faultIn(file, 'storage-full'));
      }
    },
    finish: async (facts, titles) => {
      const set = setOf(facts, titles);
      await answered(database.transaction(ownStore.sets, 'readwrite').objectStore(ownStore.sets).put(set));
      // Those of the same set that was made before.
      await removeUnfinished(database);
      database.close();
      return { set };
    },
  };
}

/** Removes files that belong to no set: somebody stopped while it was made. */
async function removeUnfinished(database: IDBDatabase): Promise<void> {
  const transaction = database.transaction([ownStore.sets, ownStore.files], 'readwrite');
  const sets: readonly unknown[] = await answered(transaction.objectStore(ownStore.sets).getAll());
  const known = new Set(sets.map((set) => (isRecord(set) ? set['id'] : undefined)));
  const store = transaction.objectStore(ownStore.files);
  const keys = await answered(store.getAllKeys());
  await Promise.all(keys.filter((key) => typeof key !== 'string' || !known.has(key.split('/')[0])).map((key) => answered(store.delete(key))));
}
