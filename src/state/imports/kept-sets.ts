import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { readOwnData } from '../../experiment/own-data';
import { ownFileKey, ownStore, type KeptSet } from '../../experiment/own-store';
import { isRecord } from '../../lib/json';
import { dropFromMemory, filesInMemory, setsInMemory } from './own-files';

interface OwnSchema extends DBSchema {
  [ownStore.sets]: { key: string; value: KeptSet };
  [ownStore.files]: { key: string; value: Uint8Array };
}

/** The database; undefined where the browser has none. */
async function opened(): Promise<IDBPDatabase<OwnSchema> | undefined> {
  try {
    return await openDB<OwnSchema>(ownStore.name, ownStore.version, {
      upgrade: (database) => {
        database.createObjectStore(ownStore.sets, { keyPath: 'fingerprint' });
        database.createObjectStore(ownStore.files);
      },
    });
  } catch {
    return undefined;
  }
}

/** What is done with the database, which is closed then; `otherwise` where there is none, or it fails. */
async function using<Value>(work: (database: IDBPDatabase<OwnSchema>) => Promise<Value>, otherwise: Value): Promise<Value> {
  const database = await opened();
  if (database === undefined) return otherwise;
  try {
    return await work(database);
  } catch {
    return otherwise;
  } finally {
    database.close();
  }
}

/** All sets that are kept or in memory, the latest first. */
export async function keptSets(): Promise<readonly KeptSet[]> {
  const kept = await using((database) => database.getAll(ownStore.sets), []);
  return [...kept.filter(isSound), ...setsInMemory()].toSorted((one, other) => other.made - one.made);
}

/** What lies in the database may have been written by another version. */
function isSound(set: unknown): boolean {
  return isRecord(set) && readOwnData(set['facts']) !== undefined && typeof set['id'] === 'string' && typeof set['bytes'] === 'number';
}

/** Gives a set another name, in the list and in documents that will use it. */
export async function renameSet({ fingerprint }: KeptSet, name: string): Promise<void> {
  await using(async (database) => {
    const set = await database.get(ownStore.sets, fingerprint);
    if (set !== undefined) await database.put(ownStore.sets, { ...set, facts: { ...set.facts, name } });
  }, undefined);
}

/** Deletes a set with its files. */
export async function removeSet({ fingerprint, id }: KeptSet): Promise<void> {
  dropFromMemory(fingerprint);
  await using(async (database) => {
    const transaction = database.transaction([ownStore.sets, ownStore.files], 'readwrite');
    await transaction.objectStore(ownStore.sets).delete(fingerprint);
    await transaction.objectStore(ownStore.files).delete(IDBKeyRange.bound(`${id}/`, `${id}/\uffff`));
    await transaction.done;
  }, undefined);
}

/** The shards of a set by their names in order, each read when it is asked for; none where they are gone. */
export async function filesOfSet({ id, fingerprint }: KeptSet): Promise<ReadonlyMap<string, () => Promise<Uint8Array>>> {
  const inMemory = filesInMemory(fingerprint);
  const kept = await using((database) => database.getAllKeys(ownStore.files, IDBKeyRange.bound(`${id}/`, `${id}/\uffff`)), []);
  const names = kept.length > 0 ? kept.map((key) => key.slice(id.length + 1)) : [...inMemory.keys()];
  const read = async (name: string) => {
    const blob = inMemory.get(name);
    if (blob !== undefined) return new Uint8Array(await blob.arrayBuffer());
    const bytes = await using((database) => database.get(ownStore.files, ownFileKey(id, name)), undefined);
    return bytes ?? new Uint8Array();
  };
  const shards = names.filter((name) => name.endsWith('.bin')).toSorted();
  // Train before test, each in its order.
  const inOrder = ['train', 'test'].flatMap((split) => shards.filter((name) => name.startsWith(split)));
  return new Map(inOrder.map((name) => [name, () => read(name)]));
}

/** True if the browser keeps anything for this page. */
export async function canKeep(): Promise<boolean> {
  return using(() => Promise.resolve(true), false);
}

/** Asks the browser not to clear what is kept, once there is something to lose. */
export async function askToPersist(): Promise<void> {
  const { storage }: Partial<Navigator> = navigator;
  await storage?.persist().catch(() => false);
}

/** Bytes that the browser still has room for; undefined where it does not say. */
export async function freeBytes(): Promise<number | undefined> {
  const { storage }: Partial<Navigator> = navigator;
  const { quota, usage } = (await storage?.estimate().catch(() => undefined)) ?? {};
  return quota === undefined ? undefined : Math.max(0, quota - (usage ?? 0));
}
