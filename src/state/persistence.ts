import { readExperiment } from '../experiment/read-document';
import type { Experiment } from '../experiment/schema';
import { isRecord, own } from '../lib/json';
import type { DevicePreference } from '../protocol/device';
import type { RunState } from '../protocol/run-state';
import { readStudy, type Study } from '../experiment/studies/study';
import type { KeptPart, RunRecord, StorageProblem, StudySlice, StudyState } from './app-state';
import { isQuotaError, openBrowserDatabase, type TabDatabase } from './persistence-database';
import { decodeDevice, decodeExperiment, decodeRun, decodeRunState, type StoredRun } from './persistence-decode';
import { identifyTab, thisBrowser, type TabBrowser } from './persistence-tab';

/** Runs that are kept of a tab; the oldest go first. */
export const keptRuns = 20;
/** Tabs that nobody came back to for so long are forgotten, in milliseconds. */
const keptTime = 30 * 24 * 60 * 60 * 1000;
/** So many tabs, those written last, are looked at for one that a new tab can go on with: the page must not start late for it. */
const lookedAt = 5;

/** What a tab has over a reload. */
export interface StoredTab {
  readonly document: Experiment | undefined;
  readonly device: DevicePreference;
  /** The document that is being trained, with its live settings in force. */
  readonly running: Experiment | undefined;
  /** From old to new. */
  readonly runs: readonly RunRecord[];
  /** The state that the newest run can go on from; undefined where there is none, or it does not belong to that run. */
  readonly checkpoint: RunState | undefined;
  readonly studies: Pick<StudySlice, 'studies' | 'records' | 'state'>;
  /** What was there but damaged, and so was left out. */
  readonly dropped: readonly KeptPart[];
}

/** What changed and is to be kept; what is left out stays as it is kept. */
export interface TabChanges {
  readonly document?: Experiment;
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
  /** Keeps what changed, soon: changes that come while others are being written are put together. Never throws. */
  save(changes: TabChanges): void;
  /** Resolves when everything is written. */
  pending(): Promise<void>;
}

export interface TabStorageOptions {
  /**
   * Called whenever keeping begins to fail: from then on some changes may not outlive a reload, and the page goes on as before. Called with
   * undefined once everything is kept again.
   */
  readonly onProblem?: (problem: StorageProblem | undefined) => void;
  readonly openDatabase?: () => Promise<TabDatabase>;
  readonly browser?: () => TabBrowser;
  /** Whether a new tab goes on with a closed one that had this document; never by default. */
  readonly goesOnWith?: (document: Experiment) => boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Opens what this tab keeps in the browser. Never rejects: where there is no storage, nothing is kept. */
export async function openTabStorage(options: TabStorageOptions = {}): Promise<TabStorage> {
  const { onProblem, openDatabase = openBrowserDatabase, browser = thisBrowser, goesOnWith = () => false, now = Date.now } = options;
  const report = (problem: StorageProblem | undefined) => onProblem?.(problem);
  try {
    const database = await openDatabase();
    await forgetOldTabs(database, now());
    const { id, copyOf } = await identifyTab(browser(), () => tabsToGoOnWith(database, goesOnWith));
    if (copyOf !== undefined) await copyTab(database, copyOf, id);
    return new DatabaseTabStorage(database, id, now, report);
  } catch {
    report('unavailable');
    return { load: () => Promise.resolve(undefined), save: () => {}, pending: () => Promise.resolve() };
  }
}

// Keys: "<tab>/document", "<tab>/run/<id>", …; "seen/<tab>" holds when the tab was last written.
class DatabaseTabStorage implements TabStorage {
  readonly #database: TabDatabase;
  readonly #tab: string;
  readonly #now: () => number;
  readonly #report: (problem: StorageProblem | undefined) => void;
  #waiting: TabChanges | undefined;
  /** What could not be written: it is tried again with the next change. */
  #unwritten: TabChanges = {};
  #writing: Promise<void> | undefined;
  #failing = false;
  /** The groups of runs: key → run id → what of it is kept, to tell whether it changed. */
  readonly #kept = { run: new Map<string, string>(), 'study-run': new Map<string, string>() };

  constructor(database: TabDatabase, tab: string, now: () => number, report: (problem: StorageProblem | undefined) => void) {
    this.#database = database;
    this.#tab = tab;
    this.#now = now;
    this.#report = report;
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
    } catch {
      this.#report('failed');
      return undefined;
    }
  }

  save(changes: TabChanges): void {
    this.#waiting = { ...this.#unwritten, ...this.#waiting, ...changes };
    this.#unwritten = {};
    this.#writing ??= this.#writeAll();
  }

  pending(): Promise<void> {
    return this.#writing ?? Promise.resolve();
  }

  async #writeAll(): Promise<void> {
    // Changes made in the same breath are written together.
    await Promise.resolve();
    while (this.#waiting !== undefined) {
      const changes = this.#waiting;
      this.#waiting = undefined;
      try {
        await this.#write(changes);
        if (this.#failing) this.#report(undefined);
        this.#failing = false;
      } catch (error) {
        this.#unwritten = { ...changes, ...this.#unwritten };
        if (!this.#failing) this.#report(isQuotaError(error) ? 'full' : 'failed');
        this.#failing = true;
      }
    }
    this.#writing = undefined;
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

function decodeTab(values: ReadonlyMap<string, unknown>): StoredTab {
  const dropped: KeptPart[] = [];
  const order = values.get('order');
  const runsOf = (group: string, ids: unknown, part: KeptPart) =>
    (Array.isArray(ids) ? ids : []).flatMap((id): readonly RunRecord[] => {
      const run = decodeRun(values.get(`${group}/${id}`));
      if (run === undefined) dropped.push(part);
      return run === undefined ? [] : [run];
    });
  const runs = runsOf('run', order, 'run');
  const kept = values.get('studies');
  const studies = (Array.isArray(kept) ? kept : []).flatMap((raw: unknown): readonly Study[] => {
    const study = readStudy(raw);
    if (!study.ok) dropped.push('study');
    return study.ok ? [study.value] : [];
  });
  const records = runsOf('study-run', values.get('study-order'), 'curves');
  const document = readExperiment(values.get('document'));
  if (!document.ok && values.get('document') !== undefined) dropped.push('document');
  const running = decodeExperiment(values.get('running'));
  const checkpoint = decodeCheckpoint(values.get('checkpoint'), Array.isArray(order) ? order.at(-1) : undefined, runs.at(-1));
  const isDamaged = (key: string, value: unknown) => value === undefined && values.get(key) !== undefined;
  if (isDamaged('running', running) || isDamaged('checkpoint', checkpoint)) dropped.push('training');
  return {
    document: document.ok ? document.value.experiment : undefined,
    device: decodeDevice(values.get('device')) ?? 'auto',
    running,
    runs,
    checkpoint,
    studies: { studies, records, state: decodeStudyState(values.get('studyState'), records) },
    dropped,
  };
}

function decodeStudyState(raw: unknown, records: readonly RunRecord[]): StudyState | undefined {
  const run = isRecord(raw) ? records.find(({ id }) => id === own(raw, 'run')) : undefined;
  const state = run === undefined || !isRecord(raw) ? undefined : decodeRunState(own(raw, 'state'), run.experiment);
  return run === undefined || state === undefined ? undefined : { run: run.id, state };
}

/** The state, if it is sound and of the newest run, and that run is there. */
function decodeCheckpoint(raw: unknown, newest: unknown, run: RunRecord | undefined): RunState | undefined {
  if (run === undefined || run.id !== newest || !isRecord(raw) || own(raw, 'run') !== run.id) return undefined;
  return decodeRunState(own(raw, 'state'), run.experiment);
}

/** The tabs that were kept with such a document, the one that was written last first. */
async function tabsToGoOnWith(database: TabDatabase, goesOnWith: (document: Experiment) => boolean): Promise<readonly string[]> {
  const seen = [...(await database.read('seen/'))].map(([key, when]) => ({ tab: key.slice('seen/'.length), when: Number(when) }));
  const found: string[] = [];
  for (const { tab } of seen.sort((one, other) => other.when - one.when).slice(0, lookedAt)) {
    const document = readExperiment((await database.read(`${tab}/document`)).get(`${tab}/document`));
    if (document.ok && goesOnWith(document.value.experiment)) found.push(tab);
  }
  return found;
}

async function copyTab(database: TabDatabase, from: string, to: string): Promise<void> {
  const values = await database.read(`${from}/`);
  await database.write(new Map([...values].map(([key, value]) => [to + key.slice(from.length), value])));
}

async function forgetOldTabs(database: TabDatabase, now: number): Promise<void> {
  const seen = await database.read('seen/');
  for (const [key, when] of seen) {
    if (typeof when === 'number' && now - when < keptTime) continue;
    const values = await database.read(`${key.slice('seen/'.length)}/`);
    await database.write(new Map([key, ...values.keys()].map((old) => [old, undefined])));
  }
}
