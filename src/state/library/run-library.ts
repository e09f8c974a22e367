import { isRecord, own } from '../../lib/json';
import type { RunRecord, StudySlice } from '../app-state';
import { placeOfAbout, runGroups, runKey, type RunPlace } from '../persistence/kept-keys';
import { deskParts } from '../persistence/tab-storage';
import type { TabDatabase } from '../persistence/database';
import { decodeRun } from '../persistence/stored-run';
import { decodeTab } from '../persistence/stored-tab';
import type { KeptList, KeptRun, KeptStudy } from './kept-list';
import { forgetOldDesks } from '../persistence/other-tabs';
import { createListReader, listRunsOf, newestRun } from './list';
import { createRemoval, type PutBack } from './removal';
import { itemsToDrop, type DroppedItem, type KeptLimits } from './limits';
import type { TabsAround } from '../persistence/tabs-around';

/** Studies with their runs, as they are taken over. */
export type WholeStudies = Pick<StudySlice, 'studies' | 'records' | 'state'>;

/**
 * What all tabs of this browser keep of what was trained. Everything rejects where the database
 * does.
 */
export interface RunLibrary {
  readonly list: () => Promise<KeptList>;
  /**
   * A run with its curves; undefined where it is gone or damaged. Its id is its key, which no run
   * of another tab has.
   */
  readonly load: (place: RunPlace) => Promise<RunRecord | undefined>;
  /**
   * Takes a run away with its copies; undefined, with nothing done, where another open tab trains
   * it or goes on with it.
   */
  readonly removeRun: (run: KeptRun) => Promise<PutBack | undefined>;
  /**
   * Takes a study of a closed tab away with its runs; undefined, with nothing done, where that tab
   * is open.
   */
  readonly removeStudy: (kept: KeptStudy) => Promise<PutBack | undefined>;
  /** A study of another tab with its runs; undefined where it is gone. */
  readonly readStudy: (kept: KeptStudy) => Promise<WholeStudies | undefined>;
  /** Takes away what the limits ask for; the answer is what is gone. */
  readonly keepWithin: (limits: KeptLimits) => Promise<readonly DroppedItem[]>;
  /**
   * Forgets desks of closed tabs that nobody came back to, and sees to it that this tab's runs are
   * listed. `now` in milliseconds since 1970.
   */
  readonly tidy: (now: number) => Promise<void>;
  /** Says to the other tabs that something of this tab was written. */
  readonly tell: () => void;
  /** Hears when another tab wrote something, or took runs away, some of this tab maybe. */
  readonly hear: (listener: (gone: readonly RunPlace[]) => void) => void;
}

/** The library over the database, seen from the tab `here`. */
export function createRunLibrary(database: TabDatabase, here: string, tabs: TabsAround): RunLibrary {
  const list = createListReader(database, here, tabs);
  const removal = createRemoval(database, here, tabs);
  const tell = (gone: readonly RunPlace[] = []) => tabs.tell({ gone: gone.map(({ tab, group, id }) => ({ tab, group, id })) });
  const told = (putBack: PutBack | undefined): PutBack | undefined =>
    putBack === undefined
      ? undefined
      : async () => {
          const back = await putBack();
          tell();
          return back;
        };

  return {
    list,
    load: async (place) => {
      const key = runKey(place);
      const run = decodeRun((await database.read(key)).get(key));
      return run === undefined ? undefined : { ...run, id: key };
    },
    removeRun: async (run) => {
      const putBack = run.inUse ? undefined : await removal.runs([run, ...run.copies]);
      if (putBack !== undefined) tell([run, ...run.copies]);
      return told(putBack);
    },
    removeStudy: async (kept) => {
      const putBack = await removal.study(kept);
      if (putBack !== undefined) tell();
      return told(putBack);
    },
    readStudy: async ({ tab, study: { id } }) => {
      const values = await database.read(`${tab}/stud`);
      const { studies } = decodeTab(new Map([...values].map(([key, one]) => [key.slice(tab.length + 1), one])));
      const study = studies.studies.find((one) => one.id === id);
      if (study === undefined) return undefined;
      const runs = new Set(study.entries.map(({ run }) => run));
      const state = studies.state !== undefined && runs.has(studies.state.run) ? studies.state : undefined;
      return { studies: [study], records: studies.records.filter((record) => runs.has(record.id)), state };
    },
    keepWithin: async (limits) => {
      const size = await sizeOf(database);
      if (size.runs <= limits.runs && size.bytes <= limits.bytes) return [];
      const dropped: DroppedItem[] = [];
      for (const item of itemsToDrop(await list(), limits, await newestRun(database, here))) {
        const gone = 'run' in item ? await removal.runs([item.run]) : await removal.study(item.study);
        if (gone !== undefined) dropped.push(item);
      }
      if (dropped.length > 0) tell();
      return dropped;
    },
    tidy: async (now) => {
      await forgetOldDesks(database, tabs.whileClosed, deskParts, now);
      await listRunsOf(database, tabs, here, 'here');
    },
    tell: () => tell(),
    hear: (listener) => tabs.hear((message) => listener(placesIn(message))),
  };
}

/**
 * How many runs of desks there are, copies among them, and what the curves of all runs take: known
 * without decoding anything.
 */
async function sizeOf(database: TabDatabase): Promise<KeptLimits> {
  let [runs, bytes] = [0, 0];
  for (const [key, raw] of await database.read('about-')) {
    if (placeOfAbout(key)?.group === 'run') runs += 1;
    const size = isRecord(raw) ? own(raw, 'bytes') : undefined;
    bytes += typeof size === 'number' ? size : 0;
  }
  return { runs, bytes };
}

/** The places of runs in what another tab told; none in anything else. */
function placesIn(message: unknown): readonly RunPlace[] {
  const gone = isRecord(message) ? own(message, 'gone') : undefined;
  return (Array.isArray(gone) ? gone : []).flatMap((raw: unknown): readonly RunPlace[] => {
    if (!isRecord(raw)) return [];
    const [tab, id] = [own(raw, 'tab'), own(raw, 'id')];
    const group = runGroups.find((one) => one === own(raw, 'group'));
    return typeof tab === 'string' && typeof id === 'string' && group !== undefined ? [{ tab, group, id }] : [];
  });
}
