/*
 * The keys of the browser's database. "<tab>/document", "<tab>/run/<id>", …: what a tab keeps;
 * "seen/<tab>": when the tab was last written, 0 once its desk was forgotten;
 * "about-run/<tab>/<id>": what the list of runs says of a run, so that its curves need not be read
 * for it; "listed/<tab>": that each run of the tab has such an entry (runs that earlier versions of
 * the page kept get theirs later).
 */

/** Runs trained on the desk, and runs of studies. */
export type RunGroup = 'run' | 'study-run';

export const runGroups: readonly RunGroup[] = ['run', 'study-run'];

/** Where a run lies: in which tab, in which group, under which id. */
export interface RunPlace {
  readonly tab: string;
  readonly group: RunGroup;
  readonly id: string;
}

/** The key of a run; it names the run among those of all tabs. */
export function runKey({ tab, group, id }: RunPlace): string {
  return `${tab}/${group}/${id}`;
}

/** The key of what the list says of a run. */
export function aboutKey({ tab, group, id }: RunPlace): string {
  return `about-${group}/${tab}/${id}`;
}

/** The key under which a tab is known to have all its runs in the list. */
export function listedKey(tab: string): string {
  return `listed/${tab}`;
}

/** The place that a run's key names; undefined for any other key. */
export function placeOfKey(key: string): RunPlace | undefined {
  const [tab = '', name, ...rest] = key.split('/');
  const group = runGroups.find((one) => one === name);
  return group === undefined || rest.length === 0 ? undefined : { tab, group, id: rest.join('/') };
}

/** The place of the run that an entry of the list is about; undefined for any other key. */
export function placeOfAbout(key: string): RunPlace | undefined {
  const [name, tab = '', ...rest] = key.split('/');
  const group = runGroups.find((one) => `about-${one}` === name);
  return group === undefined || rest.length === 0 ? undefined : { tab, group, id: rest.join('/') };
}
