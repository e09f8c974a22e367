import type { Carried } from '../experiment/linked-document';
import type { Experiment } from '../experiment/schema';
import type { Study } from '../experiment/studies/study';
import type { DevicePreference } from '../protocol/device';
import type { RunState } from '../protocol/run-state';
import type { RunRecord, StorageProblem, StudyState } from './app-state';
import { openBrowserDatabase, storageProblemOf, type TabDatabase } from './persistence-database';
import type { StoredRun } from './persistence-decode';
import { copyTab, forgetOldTabs, tabsToGoOnWith } from './persistence-other-tabs';
import { decodeTab, type StoredTab } from './persistence-stored-tab';
import { identifyTab, thisBrowser, type TabBrowser } from './persistence-tab';
import { createChangeWriter, type ChangeWriter } from './persistence-writer';

/** Runs that are kept of a tab; the oldest go first. */
export const keptRuns = 20;

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
  /** What this tab, or the tab that it is a copy of, had; undefined for a new tab. Never rejects. */
  load(): Promise<StoredTab | undefined>;
  /** Keeps what changed, soon: changes that come while others are being written are put together, and what fails is tried again. Never throws. */
  save(changes: TabChanges): void;
  /** Resolves when nothing is being written: all of it is, or what failed waits to be tried again. */
  pending(): Promise<void>;
}

export interface TabStorageOptions {
  /**
   * Called whenever keeping begins to fail: from then on some changes may not outlive a reload, and the page goes on as before. Called with
   * undefined once everything is kept again.
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

/** Opens what this tab keeps in the browser. Never rejects: where there is no storage, nothing is kept. */
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
    await forgetOldTabs(database, now());
    const { id, copyOf } = await identifyTab(browser(), () => tabsToGoOnWith(database, goesOnWith));
    if (copyOf !== undefined) await copyTab(database, copyOf, id);
    return new DatabaseTabStorage(database, id, now, report);
  } catch (error) {
    report(storageProblemOf(error) === 'newer' ? 'newer' : 'unavailable');
    return { load: () => Promise.resolve(undefined), save: () => {}, pending: () => Promise.resolve() };
  }
}

// Keys: "<tab>/document", "<tab>/run/<id>", …; "seen/<tab>" holds when the tab was last written.
class DatabaseTabStorage implements TabStorage {
  readonly #database: TabDatabase;
  readonly #tab: string;
  readonly #now: () => number;
  readonly #report: (problem: StorageProblem | undefined) => void;
  readonly #writer: ChangeWriter<TabChanges>;
  /** The groups of runs: key → run id → what of it is kept, to tell whether it changed. */
  readonly #kept = { run: new Map<string, string>(), 'study-run': new Map<string, string>() };

  constructor(database: TabDatabase, tab: string, now: () => number, report: (problem: StorageProblem | undefined) => void) {
    this.#database = database;
    this.#tab = tab;
    this.#now = now;
    this.#report = report;
    this.#writer = createChangeWriter((changes) => this.#write(changes), report);
  }

  async load(): Promise<StoredTab | undefined> {
    try {
      const prefix = `${this.#tab}/`;
      const values = await this.#database.read(prefix);
      if (values.size === 0) return undefined;
      const tab = decodeTab(new Map([...values].map(([key, value]) => [key.slice(prefix.length), value])));
      for (const [group, runs] of [['run', tab.runs], ['study-run', tab.studies.records]] as const) {
        const start = `${prefix}${group}/`;
        // What is kept but will not be on the page again is to be taken away with the next writing of runs.
        for (const key of values.keys()) if (key.startsWith(start)) this.#kept[group].set(key.slice(start.length), '');
        for (const run of runs) this.#kept[group].set(run.id, signature(run));
      }
      return tab;
    } catch (error) {
      this.#report(storageProblemOf(error));
      return undefined;
    }
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
    const written = [this.#changedRuns('run', 'order', runs?.slice(-keptRuns), values), this.#changedRuns('study-run', 'study-order', studyRuns, values)];
    await this.#database.write(values);
    for (const confirm of written) confirm();
  }

  /** Adds what changed of a group of runs to the values to be written; the answer is to be called when they are. */
  #changedRuns(group: 'run' | 'study-run', order: string, runs: readonly RunRecord[] | undefined, values: Map<string, unknown>): () => void {
    if (runs === undefined) return () => {};
    const kept = this.#kept[group];
    values.set(`${this.#tab}/${order}`, runs.map((run) => run.id));
    const there = new Map(runs.map((run) => [run.id, run]));
    const signatures = new Map<string, string | undefined>();
    for (const id of kept.keys()) if (!there.has(id)) signatures.set(id, undefined);
    for (const run of runs) if (kept.get(run.id) !== signature(run)) signatures.set(run.id, signature(run));
    for (const id of signatures.keys()) values.set(`${this.#tab}/${group}/${id}`, storedRun(there.get(id)));
    return () => {
      for (const [id, sign] of signatures) {
        if (sign === undefined) kept.delete(id);
        else kept.set(id, sign);
      }
    };
  }
}

function storedRun(run: RunRecord | undefined): StoredRun | undefined {
  return run === undefined ? undefined : { ...run, series: run.series.store() };
}

/** Another text whenever something of the run has changed. */
function signature({ marks, timeline, series }: RunRecord): string {
  const { steps, tests, conflicts, notes } = series;
  return JSON.stringify([steps, tests.length, conflicts.length, notes.length, marks.length, timeline.length, timeline.at(-1)]);
}
