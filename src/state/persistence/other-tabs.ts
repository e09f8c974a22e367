import { readExperiment } from '../../experiment/read-document';
import type { Experiment } from '../../experiment/schema';
import { aboutKey, listedKey, placeOfAbout, placeOfKey, runGroups, runKey } from './kept-keys';
import type { TabDatabase } from './database';
import type { TabsAround } from './tabs-around';

/** Desks that nobody came back to for so long are forgotten, in milliseconds. */
const keptTime = 30 * 24 * 60 * 60 * 1000;
/**
 * So many tabs, those written last, are looked at for one that a new tab can go on with: the page
 * must not start late for it.
 */
const lookedAt = 5;
/**
 * So many runs of a tab are on its page after a reload, the newest; the page must not start late
 * for it. Older ones stand in the list.
 */
const shownRuns = 20;

/** The tabs that were kept with such a document, the one that was written last first. */
export async function tabsToGoOnWith(database: TabDatabase, goesOnWith: (document: Experiment) => boolean): Promise<readonly string[]> {
  const seen = [...(await database.read('seen/'))].map(([key, when]) => ({ tab: key.slice('seen/'.length), when: Number(when) }));
  const found: string[] = [];
  for (const { tab } of seen.sort((one, other) => other.when - one.when).slice(0, lookedAt)) {
    const document = readExperiment((await database.read(`${tab}/document`)).get(`${tab}/document`));
    if (document.ok && goesOnWith(document.value.experiment)) found.push(tab);
  }
  return found;
}

/** Gives one tab what another one has on its page; older runs of that one stay where they are. */
export async function copyTab(database: TabDatabase, from: string, to: string): Promise<void> {
  const values = await database.read(`${from}/`);
  const recent = new Set(recentRuns(values.get(`${from}/order`)));
  const copied = new Map<string, unknown>();
  for (const [key, value] of values) {
    const place = placeOfKey(key);
    if (place?.group !== 'run' || recent.has(place.id)) copied.set(to + key.slice(from.length), value);
  }
  for (const group of runGroups) {
    for (const [key, value] of await database.read(aboutKey({ tab: from, group, id: '' }))) {
      const place = placeOfAbout(key);
      if (place !== undefined && copied.has(runKey({ ...place, tab: to }))) copied.set(aboutKey({ ...place, tab: to }), value);
    }
  }
  const listed = await database.read(listedKey(from));
  if (listed.has(listedKey(from))) copied.set(listedKey(to), true);
  await database.write(copied);
}

/**
 * The ids of the runs that are on a tab's page after a reload, from old to new, by the order that
 * the tab kept.
 */
export function recentRuns(order: unknown): readonly string[] {
  return Array.isArray(order) ? order.filter((id) => typeof id === 'string').slice(-shownRuns) : [];
}

/**
 * Takes away what closed tabs had on their desks that nobody came back to for 30 days: the document
 * and what a training needs to go on. Their runs and studies stay, as they stand in the list.
 * @param deskParts what a tab has on its desk, by the parts of the keys behind the tab's
 * @param now in milliseconds since 1970
 */
export async function forgetOldDesks(database: TabDatabase, whileClosed: TabsAround['whileClosed'], deskParts: readonly string[], now: number): Promise<void> {
  const seen = await database.read('seen/');
  for (const [key, when] of seen) {
    if (when === 0 || (typeof when === 'number' && now - when < keptTime)) continue;
    const tab = key.slice('seen/'.length);
    await whileClosed(tab, async () => {
      const holdsRuns = await Promise.all(['run/', 'study-run/', 'studies'].map(async (part) => hasContent(await database.read(`${tab}/${part}`))));
      const old = holdsRuns.includes(true)
        ? [...deskParts, 'studyState'].map((part) => `${tab}/${part}`)
        : [key, listedKey(tab), ...(await database.read(`${tab}/`)).keys()];
      await database.write(new Map<string, unknown>([[key, 0], ...old.map((one) => [one, undefined] as const)]));
    });
  }
}

function hasContent(values: ReadonlyMap<string, unknown>): boolean {
  return [...values.values()].some((value) => !Array.isArray(value) || value.length > 0);
}
