import { readStudy, type Study } from '../../experiment/studies/study';
import { aboutKey, listedKey, placeOfAbout, placeOfKey, runGroups, runKey } from '../persistence/kept-keys';
import type { KeptList, KeptRun, KeptStudy, TabPlace } from './kept-list';
import type { TabDatabase } from '../persistence/database';
import { aboutStored, decodeAbout } from '../persistence/run-about';
import type { TabsAround } from '../persistence/tabs-around';

/** Reads the list; what was decoded once is not decoded again while it is the same. */
export function createListReader(database: TabDatabase, here: string, tabs: TabsAround): () => Promise<KeptList> {
  const about = remembering(decodeAbout);
  const studiesOf = remembering((raw: unknown): readonly Study[] =>
    (Array.isArray(raw) ? raw : []).flatMap((one) => {
      const study = readStudy(one);
      return study.ok ? [study.value] : [];
    }),
  );

  async function placeOf(tab: string): Promise<TabPlace> {
    if (tab === here) return 'here';
    return (await tabs.isOpen(tab)) ? 'open' : 'closed';
  }

  return async () => {
    // A tab that wrote nothing yet is not seen, but may be a copy of one that did.
    const known = new Set([here, ...[...(await database.read('seen/')).keys()].map((key) => key.slice('seen/'.length))]);
    const places = new Map(await Promise.all([...known].map(async (tab) => [tab, await placeOf(tab)] as const)));
    for (const [tab, place] of places) await listRunsOf(database, tabs, tab, place);
    const runs: KeptRun[] = [];
    const curves = new Map<string, number>();
    let bytes = 0;
    const newest = new Map<string, unknown>();
    for (const [tab, place] of places) if (place === 'open') newest.set(tab, await newestRun(database, tab));
    for (const [key, raw] of await database.read('about-')) {
      const [at, told] = [placeOfAbout(key), about(key, raw)];
      if (at === undefined || told === undefined) continue;
      bytes += told.bytes;
      if (at.group === 'study-run') curves.set(runKey(at), told.bytes);
      const place = places.get(at.tab) ?? 'closed';
      if (at.group === 'run') runs.push({ ...at, ...told, place, inUse: place === 'open' && newest.get(at.tab) === at.id, copies: [] });
    }
    const studies: KeptStudy[] = [];
    for (const [tab, place] of places) {
      if (place === 'here') continue;
      const key = `${tab}/studies`;
      for (const study of studiesOf(key, (await database.read(key)).get(key))) {
        const sizes = study.entries.map(({ run }) => curves.get(runKey({ tab, group: 'study-run', id: run ?? '' })) ?? 0);
        studies.push({ tab, place, study, bytes: sizes.reduce((sum, size) => sum + size, 0) });
      }
    }
    return { runs: withoutCopies(runs), studies: oncePerId(studies), bytes };
  };
}

/** The id of the run that a tab trains or goes on with, where it has kept one. */
export async function newestRun(database: TabDatabase, tab: string): Promise<unknown> {
  const key = `${tab}/order`;
  const order = (await database.read(key)).get(key);
  return Array.isArray(order) ? order.at(-1) : undefined;
}

/**
 * Gives each run of a tab its entry in the list, where an earlier version of the page kept it
 * without. Nothing is moved or taken away, so that breaking off in the middle loses nothing. An
 * open tab may be one of that version, which goes on without entries.
 */
export async function listRunsOf(database: TabDatabase, tabs: TabsAround, tab: string, place: TabPlace): Promise<void> {
  if (await isListed(database, tab)) return;
  const list = async () => {
    const values = new Map<string, unknown>(place === 'open' ? [] : [[listedKey(tab), true]]);
    for (const group of runGroups) {
      const listed = await database.read(aboutKey({ tab, group, id: '' }));
      for (const [key, stored] of await database.read(runKey({ tab, group, id: '' }))) {
        const at = placeOfKey(key);
        if (at !== undefined && !listed.has(aboutKey(at))) values.set(aboutKey(at), aboutStored(group, stored));
      }
    }
    if (values.size > 0) await database.write(values);
  };
  if (place === 'closed') await tabs.whileClosed(tab, list);
  else await list();
}

/**
 * True if all runs have their entries: a page of an earlier version may have come back to a tab and
 * added some.
 */
async function isListed(database: TabDatabase, tab: string): Promise<boolean> {
  if (!(await database.read(listedKey(tab))).has(listedKey(tab))) return false;
  for (const [group, key] of [['run', `${tab}/order`], ['study-run', `${tab}/study-order`]] as const) {
    const order = (await database.read(key)).get(key);
    const listed = await database.read(aboutKey({ tab, group, id: '' }));
    if (Array.isArray(order) && order.some((id) => !listed.has(aboutKey({ tab, group, id: String(id) })))) return false;
  }
  return true;
}

const ranks: readonly TabPlace[] = ['here', 'open', 'closed'];

/**
 * The same run once, where it is nearest; a copy that was trained on is another run. From old to
 * new.
 */
function withoutCopies(runs: readonly KeptRun[]): readonly KeptRun[] {
  const once = new Map<string, KeptRun>();
  for (const run of runs.toSorted((one, other) => ranks.indexOf(one.place) - ranks.indexOf(other.place))) {
    const key = JSON.stringify([run.id, run.startedAt, run.summary?.steps, run.summary?.scores]);
    const nearest = once.get(key);
    once.set(key, nearest === undefined ? run : { ...nearest, inUse: nearest.inUse || run.inUse, copies: [...nearest.copies, run] });
  }
  return [...once.values()].sort((one, other) => one.startedAt - other.startedAt);
}

function oncePerId(studies: readonly KeptStudy[]): readonly KeptStudy[] {
  const nearest = studies.toSorted((one, other) => ranks.indexOf(one.place) - ranks.indexOf(other.place));
  return [...new Map(nearest.toReversed().map((one) => [one.study.id, one])).values()];
}

function remembering<Decoded>(decode: (raw: unknown) => Decoded): (key: string, raw: unknown) => Decoded {
  const known = new Map<string, { readonly text: string; readonly decoded: Decoded }>();
  return (key, raw) => {
    const text = JSON.stringify(raw) ?? '';
    const before = known.get(key);
    if (before?.text === text) return before.decoded;
    const decoded = decode(raw);
    known.set(key, { text, decoded });
    return decoded;
  };
}
