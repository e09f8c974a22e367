import { layoutOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { RunState } from '../../protocol/run-state';
import type { RunRecord, StorageProblem } from '../app-state';
import { openTabStorage, type TabStorageOptions } from './tab-storage';
import type { TabDatabase } from './database';
import type { TabBrowser } from './tab-identity';
import { RunSeries } from '../runs/run-series';
import type { TabsAround } from './tabs-around';

/**
 * A database in memory that copies values as the browser's does, counts writes, and fails when told
 * to.
 */
export class MemoryDatabase implements TabDatabase {
  readonly values = new Map<string, unknown>();
  readonly written: string[][] = [];
  failWith: Error | undefined;

  read(prefix: string): Promise<ReadonlyMap<string, unknown>> {
    if (this.failWith !== undefined) return Promise.reject(this.failWith);
    const found = [...this.values].filter(([key]) => key.startsWith(prefix)).sort(([one], [two]) => (one < two ? -1 : 1));
    return Promise.resolve(new Map(found.map(([key, value]) => [key, structuredClone(value)])));
  }

  write(values: ReadonlyMap<string, unknown>): Promise<void> {
    if (this.failWith !== undefined) return Promise.reject(this.failWith);
    this.written.push([...values.keys()]);
    for (const [key, value] of values) {
      if (value === undefined) this.values.delete(key);
      else this.values.set(key, structuredClone(value));
    }
    return Promise.resolve();
  }
}

/**
 * Tabs of one browser: a tab's storage can be copied, as duplicating does, and a tab can be closed.
 */
export class Browser {
  readonly #claimed = new Map<string, Map<string, string>>();
  readonly #listeners = new Map<Map<string, string>, (message: unknown) => void>();

  tab(copyOf?: Map<string, string>): Map<string, string> {
    return new Map(copyOf);
  }

  of(tab: Map<string, string>): TabBrowser {
    return {
      session: { getItem: (key) => tab.get(key) ?? null, setItem: (key, value) => void tab.set(key, value) },
      claim: (name) => {
        if (this.#claimed.has(name)) return Promise.resolve(false);
        this.#claimed.set(name, tab);
        return Promise.resolve(true);
      },
    };
  }

  /** What the tab knows of the others. */
  around(tab: Map<string, string>): TabsAround {
    return {
      isOpen: (name) => Promise.resolve(this.#claimed.has(name)),
      whileClosed: async (name, task) => {
        if (this.#claimed.has(name)) return false;
        this.#claimed.set(name, new Map());
        await task().finally(() => this.#claimed.delete(name));
        return true;
      },
      tell: (message) => {
        for (const [other, listener] of this.#listeners) if (other !== tab) listener(structuredClone(message));
      },
      hear: (listener) => void this.#listeners.set(tab, listener),
    };
  }

  close(tab: Map<string, string>): void {
    for (const [name, owner] of this.#claimed) if (owner === tab) this.#claimed.delete(name);
    this.#listeners.delete(tab);
  }
}

/** Milliseconds. */
export const day = 24 * 60 * 60 * 1000;

/**
 * A browser with one database; `open` opens what a tab keeps in it, and `problems` are what was
 * told of it so far.
 */
export function setUp<Database extends TabDatabase>(database: Database) {
  const browser = new Browser();
  const problems: (StorageProblem | undefined)[] = [];
  const open = (tab: Map<string, string>, options: TabStorageOptions = {}) =>
    openTabStorage({
      openDatabase: () => Promise.resolve(database),
      browser: () => browser.of(tab),
      onProblem: (problem) => void problems.push(problem),
      now: () => 1000 * day,
      ...options,
    });
  return { database, browser, problems, open };
}

/** A run with so many steps, a changed setting and a frozen layer. */
export function run(id: string, steps: number, experiment: Experiment = defaultExperiment): RunRecord {
  const series = new RunSeries(layoutOf(experiment));
  append(series, steps);
  const mark = { step: 2, field: 'tasks.digit.weight', from: 0.5, to: 0.6 };
  return { id, startedAt: 5, experiment, marks: [mark], timeline: [{ step: 2, live: { ...liveSettings(experiment), frozen: ['conv-1'] } }], series };
}

/** Takes so many steps more, with a test and a measure of the conflict behind them. */
export function append(series: RunSeries, steps: number): void {
  series.append({
    firstStep: series.steps,
    steps,
    losses: new Float32Array(3 * steps).fill(0.5),
    sums: new Float32Array(6 * steps).fill(2),
    totals: new Float32Array(steps).fill(1),
    weights: new Float32Array(3 * steps).fill(0.3),
    tests: [{ step: series.steps + steps, subset: true, images: 512, tasks: [0, 1, 2].map((loss) => ({ loss, count: 512, sums: new Float32Array(2) })) }],
    conflicts: [{ layer: 'conv-1', tasks: [0, 1, 2], steps: Uint32Array.of(series.steps + 1), grams: new Float32Array(9).fill(0.1) }],
    examplesPerSecond: 10,
  });
}

/** The state of a run at step 4. */
export const state: RunState = {
  version: 2,
  step: 4,
  weights: Float32Array.of(1, 2, 3),
  slots: [Float32Array.of(4, 5, 6), Float32Array.of(7, 8, 9)],
  statistics: Float32Array.of(0.25, 1.5),
  balancing: { since: 0, state: [1], memory: Float32Array.of(0.5), learned: [2, 3], learnedSlots: [[4], []] },
  live: { ...liveSettings(defaultExperiment), frozen: ['conv-2'] },
};
