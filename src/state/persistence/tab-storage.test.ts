import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { layoutOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { withResult, withStarted } from '../../experiment/studies/queue-plan';
import type { RunResult } from '../../experiment/studies/results';
import { createStudy } from '../../experiment/studies/create-study';
import { NewerDatabaseError } from './database';
import { MemoryDatabase, append, day, run, setUp, state } from './tab-storage.test-helpers';
import { RunSeries } from '../runs/run-series';

describe('a tab over a reload', () => {
  it('has what it had', async () => {
    const { browser, open, problems } = setUp(new MemoryDatabase());
    const tab = browser.tab();
    const storage = await open(tab);
    expect(await storage.load()).toBeUndefined();
    const first = run('first', 4);
    const second = run('second', 6);
    const document = { ...defaultExperiment, name: 'Edited' };
    storage.save({ document, edited: 17, device: 'wasm', running: defaultExperiment, runs: [first, second], checkpoint: { run: 'second', state: { ...state, engine: 2 } } });
    await storage.pending();
    browser.close(tab);

    const kept = await (await open(tab)).load();
    expect(kept).toMatchObject({ document, edited: 17, device: 'wasm', running: defaultExperiment, checkpoint: { ...state, engine: 2 }, dropped: [] });
    expect(kept?.runs.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(kept?.runs[1]?.series.store()).toEqual(second.series.store());
    expect(kept?.runs[1]?.timeline).toEqual(second.timeline);
    expect(problems).toEqual([]);
  });

  it('keeps its own when another tab is opened, and a duplicated tab gets a copy that is its own', async () => {
    const { browser, open } = setUp(new MemoryDatabase());
    const original = browser.tab();
    const first = await open(original);
    first.save({ document: { ...defaultExperiment, name: 'Original' } });
    await first.pending();

    expect(await (await open(browser.tab())).load()).toBeUndefined();
    const duplicate = browser.tab(original);
    const second = await open(duplicate);
    expect((await second.load())?.document?.name).toBe('Original');
    second.save({ document: { ...defaultExperiment, name: 'Copy' } });
    await second.pending();
    browser.close(original);
    browser.close(duplicate);
    expect((await (await open(original)).load())?.document?.name).toBe('Original');
    expect((await (await open(duplicate)).load())?.document?.name).toBe('Copy');
  });
});

describe('a new tab', () => {
  const named = (name: string) => ({ ...defaultExperiment, name });
  const keep = async (open: ReturnType<typeof setUp>['open'], tab: Map<string, string>, name: string, when: number) => {
    const storage = await open(tab, { now: () => when * day });
    storage.save({ document: named(name) });
    await storage.pending();
  };

  it('goes on with the closed one that was written last, of those whose document is asked for', async () => {
    const { browser, open } = setUp(new MemoryDatabase());
    const [older, newer, other, living] = [browser.tab(), browser.tab(), browser.tab(), browser.tab()];
    await keep(open, older, 'Older', 990);
    await keep(open, newer, 'Newer', 991);
    await keep(open, other, 'Other', 992);
    await keep(open, living, 'Living', 993);
    for (const tab of [older, newer, other]) browser.close(tab);
    const options = { goesOnWith: ({ name }: Experiment) => name !== 'Other' };
    const tab = browser.tab();
    expect((await (await open(tab, options)).load())?.document?.name).toBe('Newer');
    browser.close(tab);
    expect((await (await open(tab)).load())?.document?.name).toBe('Newer');
    expect((await (await open(browser.tab(), options)).load())?.document?.name).toBe('Older');
    expect(await (await open(browser.tab(), options)).load()).toBeUndefined();
  });
});

describe('studies over a reload', () => {
  /**
   * A comparison: the run together of its first seed is done, that of its second one under way at
   * step 4.
   */
  function underWay() {
    const planned = createStudy('study-1', 7, defaultExperiment, { kind: 'comparison', seeds: [3, 4] });
    if (!planned.ok) throw new Error(planned.error.code);
    const together = planned.value.entries.flatMap(({ purpose }, index) => (purpose.kind === 'together' ? [index] : []));
    const [first, second] = together.map((index) => planned.value.entries[index]);
    if (first === undefined || second === undefined) throw new Error('a comparison has a run together for each seed');
    const done = withResult(withStarted(planned.value, 0, 'one'), 'one', resultOf(first.document));
    const study = withStarted(done, together[1] ?? 0, 'two');
    return { study, records: [run('one', 6, first.document), run('two', 4, second.document)] };
  }

  /** What a run of a document may have given; null stands for what is not defined. */
  function resultOf({ tasks }: Experiment): RunResult {
    return { steps: 6, tasks: tasks.map(({ id }) => ({ task: id, test: { loss: 0.25, metrics: { accuracy: null } }, validation: null })) };
  }

  it('come back with their runs, results and the state of the run under way', async () => {
    const { browser, open } = setUp(new MemoryDatabase());
    const tab = browser.tab();
    const storage = await open(tab);
    const { study, records } = underWay();
    const live = { ...liveSettings(records[1]?.experiment ?? defaultExperiment) };
    const studyState = { run: 'two', state: { ...state, live } };
    storage.save({ document: defaultExperiment, studies: [study], studyRuns: records, studyState });
    await storage.pending();
    browser.close(tab);
    const kept = await (await open(tab)).load();
    expect(kept?.dropped).toEqual([]);
    expect(kept?.studies.studies).toEqual([study]);
    expect(kept?.studies.state).toEqual(studyState);
    expect(kept?.studies.records.map(({ id, series }) => [id, series.store()])).toEqual(records.map(({ id, series }) => [id, series.store()]));
  });

  it('lose what is damaged and keep the rest', async () => {
    const { database, browser, open } = setUp(new MemoryDatabase());
    const tab = browser.tab();
    const storage = await open(tab);
    const { study, records } = underWay();
    storage.save({ studies: [study, { ...study, id: 'study-2' }], studyRuns: records, studyState: undefined });
    await storage.pending();
    const prefix = [...tab.values()][0] ?? '';
    database.values.set(`${prefix}/studies`, [study, { ...study, id: 'study-2', plan: 'none' }]);
    database.values.set(`${prefix}/study-run/two`, { id: 'two' });
    const kept = await storage.load();
    expect(kept?.studies.studies.map(({ id }) => id)).toEqual(['study-1']);
    expect(kept?.studies.records.map(({ id }) => id)).toEqual(['one']);
    expect(kept?.dropped.toSorted()).toEqual(['curves', 'study']);
  });

  it('are gone with their runs once they were removed', async () => {
    const { database, browser, open } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    const { study, records } = underWay();
    storage.save({ studies: [study], studyRuns: records, studyState: undefined });
    await storage.pending();
    storage.save({ studies: [], studyRuns: [], studyState: undefined });
    await storage.pending();
    expect([...database.values.keys()].filter((key) => key.includes('/study-run/'))).toEqual([]);
    expect((await storage.load())?.studies).toEqual({ studies: [], records: [], state: undefined });
  });
});

describe('writing', () => {
  it('puts changes of the same breath together', async () => {
    const { database, browser, open } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    for (let index = 0; index < 50; index += 1) storage.save({ document: { ...defaultExperiment, name: `Name ${index}` } });
    storage.save({ device: 'cpu' });
    await storage.pending();
    expect(database.written).toHaveLength(1);
    expect((await storage.load())?.document?.name).toBe('Name 49');
  });

  it('writes only the runs that changed, and takes away those that are gone', async () => {
    const { database, browser, open } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    const runs = [run('a', 4), run('b', 4), run('c', 4)];
    storage.save({ runs });
    await storage.pending();
    append(runs[2]?.series ?? new RunSeries(layoutOf(defaultExperiment)), 2);
    storage.save({ runs: runs.slice(1) });
    await storage.pending();
    const ids = (database.written.at(-1) ?? []).flatMap((key) => (key.includes('/run/') ? [key.split('/').at(-1)] : []));
    expect(ids).toEqual(['a', 'c']);
    expect((await storage.load())?.runs.map(({ series }) => series.steps)).toEqual([4, 6]);
  });

  it('writes a run again whose settings were changed once more at the same step', async () => {
    const { browser, open } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    const before = run('a', 4);
    storage.save({ runs: [before] });
    await storage.pending();
    const timeline = before.timeline.map(({ step, live }) => ({ step, live: { ...live, learningRate: 0.5 } }));
    storage.save({ runs: [{ ...before, timeline }] });
    await storage.pending();
    expect((await storage.load())?.runs[0]?.timeline).toEqual(timeline);
  });

  it('has the newest 20 runs on the page after a reload, and keeps all', async () => {
    const { database, browser, open } = setUp(new MemoryDatabase());
    const tab = browser.tab();
    const storage = await open(tab);
    const runs = Array.from({ length: 25 }, (_, index) => run(`r${index}`, 1));
    storage.save({ runs });
    await storage.pending();
    browser.close(tab);
    const again = await open(tab);
    const loaded = (await again.load())?.runs ?? [];
    expect(loaded.map(({ id }) => id)).toEqual(runs.slice(5).map(({ id }) => id));
    again.save({ runs: [...loaded.slice(1), run('new', 1)] });
    await again.pending();
    const kept = [...database.values.keys()].flatMap((key) => (key.includes('/run/') ? [key.split('/').at(-1)] : []));
    expect(kept).toEqual([...runs.map(({ id }) => id).filter((id) => id !== 'r5'), 'new']);
  });
});

describe('damage', () => {
  const keptThenDamaged = async (damage: (values: Map<string, unknown>, prefix: string) => void) => {
    const { database, browser, open } = setUp(new MemoryDatabase());
    const tab = browser.tab();
    const storage = await open(tab);
    storage.save({ document: defaultExperiment, running: defaultExperiment, runs: [run('a', 4), run('b', 4)], checkpoint: { run: 'b', state } });
    await storage.pending();
    damage(database.values, [...tab.values()][0] ?? '');
    return storage.load();
  };

  it('of a run leaves that run out, and the state with it', async () => {
    const kept = await keptThenDamaged((values, tab) => values.set(`${tab}/run/b`, { id: 'b', series: 'none' }));
    expect(kept?.runs.map(({ id }) => id)).toEqual(['a']);
    expect(kept?.checkpoint).toBeUndefined();
    expect(kept?.dropped).toEqual(['run', 'training']);
  });

  it.each([
    ['weights of the wrong kind', { ...state, weights: [1, 2, 3] }],
    ['a slot of another length', { ...state, slots: [new Float32Array(2)] }],
    ['live settings out of range', { ...state, live: { ...state.live, learningRate: -1 } }],
    ['weights of other tasks', { ...state, live: { ...state.live, weights: [1] } }],
    ['a later version', { ...state, version: 3 }],
    ['nothing', null],
  ])('of the state, %s, leaves it out', async (_, damaged) => {
    const kept = await keptThenDamaged((values, tab) => values.set(`${tab}/checkpoint`, { run: 'b', state: damaged }));
    expect(kept?.checkpoint).toBeUndefined();
    expect(kept?.dropped).toEqual(['training']);
    expect(kept?.runs).toHaveLength(2);
  });

  it('of the documents leaves the runs', async () => {
    const kept = await keptThenDamaged((values, tab) => {
      values.set(`${tab}/document`, 'no document');
      values.set(`${tab}/running`, { version: 1 });
      values.set(`${tab}/device`, 'abacus');
    });
    expect(kept).toMatchObject({ document: undefined, running: undefined, device: 'auto', dropped: ['document', 'training'] });
    expect(kept?.runs).toHaveLength(2);
  });
});

describe('without storage', () => {
  // What fails is tried again, also behind the end of a test: with a clock that ends with it.
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('the page goes on, and is told once', async () => {
    const { browser, open, problems } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab(), { openDatabase: () => Promise.reject(new Error('no database')) });
    storage.save({ device: 'cpu' });
    await storage.pending();
    expect(await storage.load()).toBeUndefined();
    expect(problems).toEqual(['unavailable']);
  });

  it('of a later version nothing is read or written, and that is told', async () => {
    const { database, browser, open, problems } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab(), { openDatabase: () => Promise.reject(new NewerDatabaseError()) });
    storage.save({ device: 'cpu' });
    await storage.pending();
    expect(await storage.load()).toBeUndefined();
    expect(database.values.size).toBe(0);
    expect(problems).toEqual(['newer']);
  });

  it('that a later version takes over, nothing is written from then on, and that is told once', async () => {
    const { database, browser, open, problems } = setUp(new MemoryDatabase());
    let takeOver = () => {};
    const storage = await open(browser.tab(), {
      openDatabase: (onNewer) => {
        takeOver = () => {
          database.failWith = new NewerDatabaseError();
          onNewer();
        };
        return Promise.resolve(database);
      },
    });
    database.failWith = new DOMException('', 'QuotaExceededError');
    storage.save({ device: 'cpu' });
    await storage.pending();
    takeOver();
    const write = vi.spyOn(database, 'write');
    storage.save({ document: defaultExperiment });
    await storage.pending();
    storage.save({ document: defaultExperiment });
    await storage.pending();
    expect(problems).toEqual(['full', 'newer']);
    expect(write).toHaveBeenCalledTimes(1);
    expect(database.values.size).toBe(0);
  });

  it('tells once that it is full, keeps again when there is room, and tells when it is full again', async () => {
    const { database, browser, open, problems } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    database.failWith = new DOMException('', 'QuotaExceededError');
    storage.save({ device: 'cpu' });
    await storage.pending();
    storage.save({ device: 'cpu', runs: [run('a', 2)] });
    await storage.pending();
    expect(problems).toEqual(['full']);
    database.failWith = undefined;
    storage.save({ document: defaultExperiment });
    await storage.pending();
    expect(await storage.load()).toMatchObject({ document: defaultExperiment, device: 'cpu', runs: [{ id: 'a' }] });
    database.failWith = new DOMException('', 'QuotaExceededError');
    storage.save({ device: 'wasm' });
    await storage.pending();
    expect(problems).toEqual(['full', undefined, 'full']);
  });
});
