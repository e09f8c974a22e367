import type { Study } from '../../experiment/studies/study';
import { isRecord, own } from '../../lib/json';
import { aboutKey, runKey, type RunPlace } from '../persistence/kept-keys';
import type { TabDatabase } from '../persistence/database';
import { newestRun } from './list';
import type { TabsAround } from '../persistence/tabs-around';

/**
 * Writes back what was taken; false where the tab that it was of has been opened meanwhile and
 * cannot be given it.
 */
export type PutBack = () => Promise<boolean>;

/** Taking away what tabs keep. Undefined, with nothing done, where an open tab needs it. */
interface Removal {
  /** The same run in several tabs; what cannot go stays, and the others go. */
  readonly runs: (places: readonly RunPlace[]) => Promise<PutBack | undefined>;
  /** A study of a closed tab, with its runs. */
  readonly study: (kept: { readonly tab: string; readonly study: Study }) => Promise<PutBack | undefined>;
}

/** Removal over the database, for the tab `here`. */
export function createRemoval(database: TabDatabase, here: string, tabs: TabsAround): Removal {
  const value = async (key: string) => (await database.read(key)).get(key);

  /**
   * Takes these values away, and writes others in the same breath; the answer writes back what was
   * taken.
   */
  async function take(keys: readonly string[], changes: readonly (readonly [string, unknown])[] = []): Promise<() => Promise<void>> {
    const before = new Map<string, unknown>();
    for (const key of keys) before.set(key, await value(key));
    await database.write(new Map([...keys.map((key) => [key, undefined] as const), ...changes]));
    return () => database.write(before);
  }

  async function ifClosed<Done>(tab: string, task: () => Promise<Done>): Promise<Done | undefined> {
    const done: Done[] = [];
    await tabs.whileClosed(tab, async () => void done.push(await task()));
    return done[0];
  }

  /**
   * With its place in the tab's order and what is needed to go on with it; those come back only
   * while nobody has opened the tab.
   */
  async function takeOfClosed(place: RunPlace): Promise<PutBack> {
    const { tab, id } = place;
    const [orderKey, checkpointKey, runningKey] = [`${tab}/order`, `${tab}/checkpoint`, `${tab}/running`];
    const [order, checkpoint, running] = [listOf(await value(orderKey)), await value(checkpointKey), await value(runningKey)];
    const goesOn = isRecord(checkpoint) && own(checkpoint, 'run') === id;
    const index = order.indexOf(id);
    const putBack = await take(
      [runKey(place), aboutKey(place)],
      [[orderKey, order.filter((one) => one !== id)], ...(goesOn ? [[checkpointKey, undefined] as const, [runningKey, undefined] as const] : [])],
    );
    return async () => {
      await putBack();
      await tabs.whileClosed(tab, async () => {
        const now = listOf(await value(orderKey));
        const back = new Map<string, unknown>(now.includes(id) || index < 0 ? [] : [[orderKey, now.toSpliced(index, 0, id)]]);
        // Meanwhile the tab may have been opened, trained and closed again.
        if (goesOn && (await value(checkpointKey)) === undefined) back.set(checkpointKey, checkpoint).set(runningKey, running);
        await database.write(back);
      });
      return true;
    };
  }

  async function takeRun(place: RunPlace): Promise<PutBack | undefined> {
    if (place.tab !== here) {
      const taken = await ifClosed(place.tab, () => takeOfClosed(place));
      if (taken !== undefined) return taken;
      if ((await newestRun(database, place.tab)) === place.id) return undefined;
    }
    const putBack = await take([runKey(place), aboutKey(place)]);
    return async () => {
      await putBack();
      return true;
    };
  }

  async function takeStudy(tab: string, study: Study): Promise<PutBack> {
    const key = `${tab}/studies`;
    const all = listOf(await value(key));
    const place = all.findIndex((one) => isRecord(one) && own(one, 'id') === study.id);
    const runs = study.entries.flatMap(({ run }): readonly RunPlace[] => (run === null ? [] : [{ tab, group: 'study-run', id: run }]));
    const rest = all.filter((_, index) => index !== place);
    const putBack = await take(runs.flatMap((at) => [runKey(at), aboutKey(at)]), [[key, rest]]);
    return () =>
      tabs.whileClosed(tab, async () => {
        const now = listOf(await value(key));
        await putBack();
        await database.write(new Map([[key, now.toSpliced(place, 0, all[place])]]));
      });
  }

  return {
    runs: async (places) => {
      const taken: PutBack[] = [];
      for (const place of places) {
        const putBack = await takeRun(place);
        if (putBack !== undefined) taken.push(putBack);
      }
      if (taken.length === 0) return undefined;
      return async () => {
        for (const putBack of taken) await putBack();
        return true;
      };
    },
    study: ({ tab, study }) => ifClosed(tab, () => takeStudy(tab, study)),
  };
}

function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [];
}
