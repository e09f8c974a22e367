import type { Carried } from '../../experiment/link/linked-document';
import type { Experiment } from '../../experiment/schema';
import type { Study } from '../../experiment/studies/study';
import type { DevicePreference } from '../../protocol/device';
import type { RunState } from '../../protocol/run-state';
import type { RunRecord, StorageProblem, StudyState } from '../app-state';
import { aboutKey, listedKey, placeOfKey, runKey, type RunGroup, type RunPlace } from './kept-keys';
import { openBrowserDatabase, storageProblemOf, type TabDatabase } from './database';
import { copyTab, recentRuns, tabsToGoOnWith } from './other-tabs';
import { storedRun } from './stored-run';
import { decodeTab, type StoredTab } from './stored-tab';
import { identifyTab, thisBrowser, type TabBrowser } from './tab-identity';
import { aboutRun } from './run-about';
import { createChangeWriter, type ChangeWriter } from './change-writer';

/** What changed and is to be kept; what is left out stays as it is kept. */
export interface TabChanges {
  readonly document?: Experiment;
  /** When the document was last edited, in milliseconds since 1970. */
  readonly edited?: number;
  /** What the document carries for its links and files. */
  readonly carried?: Carried;
  readonly device?: DevicePreference;
  readonly running?: Experiment | undefined;
  /** All runs; those that did not change since they were last kept are not written again. */
  readonly runs?: readonly RunRecord[];
  /** With the run that it is a state of. */
  readonly checkpoint?: { readonly run: string; readonly state: RunState } | undefined;
  readonly studies?: readonly Study[];
  /** All runs of studies; as with runs, only what changed is written. */
  readonly studyRuns?: readonly RunRecord[];
  readonly studyState?: StudyState | undefined;
}

export interface TabStorage {
  /**
   * What this tab, or the tab that it is a copy of, had; undefined for a new tab. Never rejects.
   */
  load(): Promise<StoredTab | undefined>;
  /**
   * Keeps what changed, soon: changes that come while others are being written are put together,
   * and what fails is tried again. Never throws.
   */
  save(changes: TabChanges): void;
  /**
   * Resolves when nothing is being written: all of it is, or what failed waits to be tried again.
   */
  pending(): Promise<void>;
  /**
   * Where this tab keeps it, for the list of what all tabs keep; undefined where nothing is kept.
   */
  readonly place: { readonly database: TabDatabase; readonly tab: string } | undefined;
  /**
   * Calls the listener each time runs or studies were written; `added`: with runs that were not
   * kept before.
   */
  onRunsKept(listener: (added: boolean) => void): void;
  /**
   * Says that these runs were taken out of the database by somebody else: this tab is not to write
   * or delete them again.
   */
  forget(places: readonly RunPlace[]): void;
}

export interface TabStorageOptions {
  /**
   * Called whenever keeping begins to fail: from then on some changes may not outlive a reload, and
   * the page goes on as before. Called with undefined once everything is kept again.
   */
  readonly onProblem?: (problem: StorageProblem | undefined) => void;
  /** Gives the database; calls the function when a later version of the page takes it over. */
  readonly openDatabase?: (onNewer: () => void) => Promise<TabDatabase>;
  readonly browser?: () => TabBrowser;
  /** Whether a new tab goes on with a closed one that had this document; never by default. */
  readonly goesOnWith?: (document: Experiment) => boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Opens what this tab keeps in the browser. Never rejects: where there is no storage, nothing is
 * kept.
 */
export async function openTabStorage(options: TabStorageOptions = {}): Promise<TabStorage> {
  const { onProblem, openDatabase = openBrowserDatabase, browser = thisBrowser, goesOnWith = () => false, now = Date.now } = options;
  let isNewer = false;
  const report = (problem: StorageProblem | undefined) => {
    // Nothing that happens to this page's database from then on says anything new.
    if (isNewer) return;
    isNewer = problem === 'newer';
    onProblem?.(problem);
  };
  try {
    const database = await openDatabase(() => report('newer'));
    const { id, copyOf } = await identifyTab(browser(), () => tabsToGoOnWith(database, goesOnWith));
    if (copyOf !== undefined) await copyTab(database, copyOf, id);
    return new DatabaseTabStorage(database, id, now, report);
  } catch (error) {
    report(storageProblemOf(error) === 'newer' ? 'newer' : 'unavailable');
    return {
      load: () => Promise.resolve(undefined),
      save: () => {},
      pending: () => Promise.resolve(),
      place: undefined,
      onRunsKept: () => {},
      forget: () => {},
    };
  }
}

const parts: Readonly<Record<Exclude<keyof TabChanges, 'runs' | 'studies' | 'studyRuns' | 'studyState'>, true>> = {
  document: true,
  carried: true,
  edited: true,
  device: true,
  running: true,
  checkpoint: true,
};
/**
 * What a tab has on its desk beside its runs and studies: the parts of their keys behind the tab's.
 */
export const deskParts: readonly string[] = Object.keys(parts);

class DatabaseTabStorage implements TabStorage {
  readonly place: { readonly database: TabDatabase; readonly tab: string };
  readonly #database: TabDatabase;
  readonly #tab: string;
  readonly #now: () => number;
  readonly #report: (problem: StorageProblem | undefined) => void;
  readonly #writer: ChangeWriter<TabChanges>;
  /** The groups of runs: key → run id → what of it is kept, to tell whether it changed. */
  readonly #kept: Readonly<Record<RunGroup, Map<string, string>>> = { run: new Map(), 'study-run': new Map() };
  /**
   * Keys of runs that are not to be written any more: another tab deleted them, or they made room.
   */
  readonly #gone = new Set<string>();
  #listener: ((added: boolean) => void) | undefined;
  /**
   * True if this tab had nothing before: then all its runs are written by this version of the page,
   * and listed as they are.
   */
  #isNew = false;

  constructor(database: TabDatabase, tab: string, now: () => number, report: (problem: StorageProblem | undefined) => void) {
    this.place = { database, tab };
    this.#database = database;
    this.#tab = tab;
    this.#now = now;
    this.#report = report;
    this.#writer = createChangeWriter((changes) => this.#write(changes), report);
  }

  async load(): Promise<StoredTab | undefined> {
    try {
      const values = await this.#readDesk();
      this.#isNew = values.size === 0;
      if (this.#isNew) return undefined;
      const tab = decodeTab(values);
      // Curves of studies that will not be on the page again are to be taken away with the next
      // writing of runs.
      for (const key of values.keys()) {
        const place = placeOfKey(`${this.#tab}/${key}`);
        if (place?.group === 'study-run') this.#kept['study-run'].set(place.id, '');
      }
      for (const run of tab.runs) this.#kept.run.set(run.id, signature(run));
      for (const run of tab.studies.records) this.#kept['study-run'].set(run.id, signature(run));
      return tab;
    } catch (error) {
      this.#report(storageProblemOf(error));
      return undefined;
    }
  }

  onRunsKept(listener: (added: boolean) => void): void {
    this.#listener = listener;
  }

  forget(places: readonly RunPlace[]): void {
    for (const place of places) {
      if (place.tab !== this.#tab) continue;
      this.#gone.add(runKey(place));
      this.#kept[place.group].delete(place.id);
    }
  }

  /**
   * What the page begins with, by the keys behind the tab's own: the newest runs only, and all of
   * the rest.
   */
  async #readDesk(): Promise<ReadonlyMap<string, unknown>> {
    const read = async (parts: readonly string[]) => {
      const found = await Promise.all(parts.map((part) => this.#database.read(`${this.#tab}/${part}`)));
      return found.flatMap((values) => [...values].map(([key, value]) => [key.slice(this.#tab.length + 1), value] as const));
    };
    // Keys of all that belongs to studies begin alike.
    const desk = new Map(await read([...deskParts, 'order', 'stud']));
    const recent = recentRuns(desk.get('order'));
    if (desk.has('order')) desk.set('order', recent);
    return new Map([...desk, ...(await read(recent.map((id) => `run/${id}`)))]);
  }

  save(changes: TabChanges): void {
    this.#writer.add(changes);
  }

  pending(): Promise<void> {
    return this.#writer.pending();
  }

  async #write({ runs, studyRuns, ...others }: TabChanges): Promise<void> {
    const values = new Map<string, unknown>([[`seen/${this.#tab}`, this.#now()]]);
    for (const [key, value] of Object.entries(others)) values.set(`${this.#tab}/${key}`, value);
    const written = [this.#changedRuns('run', 'order', runs, values), this.#changedRuns('study-run', 'study-order', studyRuns, values)];
    await this.#database.write(values);
    const added = written.map((confirm) => confirm());
    if (runs !== undefined || studyRuns !== undefined || others.studies !== undefined) this.#listener?.(added.includes(true));
  }

  /**
   * Adds what changed of a group of runs to the values to be written; the answer is to be called
   * when they are, and says whether there are new ones.
   */
  #changedRuns(group: RunGroup, order: string, all: readonly RunRecord[] | undefined, values: Map<string, unknown>): () => boolean {
    if (all === undefined) return () => false;
    const runs = all.filter(({ id }) => !this.#gone.has(runKey({ tab: this.#tab, group, id })));
    const kept = this.#kept[group];
    values.set(`${this.#tab}/${order}`, runs.map((run) => run.id));
    if (this.#isNew) values.set(listedKey(this.#tab), true);
    const there = new Set(runs.map((run) => run.id));
    const gone = [...kept.keys()].filter((id) => !there.has(id));
    for (const id of gone) {
      const place = { tab: this.#tab, group, id };
      values.set(runKey(place), undefined);
      values.set(aboutKey(place), undefined);
    }
    const changed = runs.filter((run) => kept.get(run.id) !== signature(run));
    const signatures = changed.map((run) => [run.id, signature(run)] as const);
    for (const run of changed) {
      const place = { tab: this.#tab, group, id: run.id };
      const stored = storedRun(run);
      values.set(runKey(place), stored);
      values.set(aboutKey(place), aboutRun(group, run, stored));
    }
    return () => {
      const added = signatures.some(([id]) => !kept.has(id));
      for (const id of gone) kept.delete(id);
      for (const [id, sign] of signatures) kept.set(id, sign);
      return added;
    };
  }
}

/** Another text whenever something of the run has changed. */
function signature({ marks, timeline, series }: RunRecord): string {
  const { steps, tests, conflicts, notes } = series;
  return JSON.stringify([steps, tests.length, conflicts.length, notes.length, marks.length, timeline.length, timeline.at(-1)]);
}
