import { readExperiment } from '../experiment/read-document';
import type { Experiment } from '../experiment/schema';
import type { TabDatabase } from './persistence-database';

/** Tabs that nobody came back to for so long are forgotten, in milliseconds. */
const keptTime = 30 * 24 * 60 * 60 * 1000;
/** So many tabs, those written last, are looked at for one that a new tab can go on with: the page must not start late for it. */
const lookedAt = 5;

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

/** Gives one tab everything that another one keeps. */
export async function copyTab(database: TabDatabase, from: string, to: string): Promise<void> {
  const values = await database.read(`${from}/`);
  await database.write(new Map([...values].map(([key, value]) => [to + key.slice(from.length), value])));
}

/** Takes away what tabs kept that nobody came back to. `now` in milliseconds since 1970. */
export async function forgetOldTabs(database: TabDatabase, now: number): Promise<void> {
  const seen = await database.read('seen/');
  for (const [key, when] of seen) {
    if (typeof when === 'number' && now - when < keptTime) continue;
    const values = await database.read(`${key.slice('seen/'.length)}/`);
    await database.write(new Map([key, ...values.keys()].map((old) => [old, undefined])));
  }
}
