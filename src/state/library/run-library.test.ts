import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import { createStudy } from '../../experiment/studies/create-study';
import { withStarted } from '../../experiment/studies/queue-plan';
import type { Study } from '../../experiment/studies/study';
import { runKey, type RunPlace } from '../persistence/kept-keys';
import type { KeptList } from './kept-list';
import type { TabStorage, TabStorageOptions } from '../persistence/tab-storage';
import { MemoryDatabase, append, day, run, setUp, state } from '../persistence/tab-storage.test-helpers';
import { createRunLibrary, type RunLibrary } from './run-library';

const generous = { runs: 1000, bytes: 1e12 };

interface OpenTab {
  readonly tab: Map<string, string>;
  readonly id: string;
  readonly storage: TabStorage;
  readonly library: RunLibrary;
  /** Runs that other tabs told to be gone. */
  readonly gone: RunPlace[];
  readonly told: { count: number };
}

/** A browser in which tabs are opened with their view of what all tabs keep. */
function browserWithTabs() {
  const { database, browser, open } = setUp(new MemoryDatabase());
  let time = 1000 * day;
  const openTab = async (tab = browser.tab(), options: TabStorageOptions = {}): Promise<OpenTab> => {
    time += 1;
    const opened = time;
    const storage = await open(tab, { now: () => opened, ...options });
    await storage.load();
    if (storage.place === undefined) throw new Error('nothing is kept');
    const library = createRunLibrary(database, storage.place.tab, browser.around(tab));
    const gone: RunPlace[] = [];
    const told = { count: 0 };
    library.hear((places) => {
      told.count += 1;
      gone.push(...places);
      storage.forget(places);
    });
    storage.onRunsKept(() => library.tell());
    return { tab, id: storage.place.tab, storage, library, gone, told };
  };
  const close = ({ tab }: OpenTab) => browser.close(tab);
  const train = async ({ storage }: OpenTab, ...ids: readonly string[]) => {
    const runs = ids.map((id, index) => ({ ...run(id, 4 + index), startedAt: index }));
    storage.save({ document: defaultExperiment, running: defaultExperiment, runs, checkpoint: { run: ids.at(-1) ?? '', state } });
    await storage.pending();
    return runs;
  };
  return { database, browser, openTab, close, train };
}

const placesOf = ({ runs }: KeptList) => runs.map(({ id, place }) => [id, place]);
const find = ({ runs }: KeptList, id: string) => {
  const found = runs.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is not in the list`);
  return found;
};

describe('runs of several tabs', () => {
  it('are reached from any tab, with their place, also when all were closed', async () => {
    const { openTab, close, train } = browserWithTabs();
    const first = await openTab();
    await train(first, 'a', 'b');
    const second = await openTab();
    second.storage.save({ document: defaultExperiment });
    await second.storage.pending();
    expect(placesOf(await first.library.list())).toEqual([['a', 'here'], ['b', 'here']]);
    expect(placesOf(await second.library.list())).toEqual([['a', 'open'], ['b', 'open']]);
    close(first);
    close(second);
    const third = await openTab(undefined, { goesOnWith: () => true });
    const list = await third.library.list();
    expect(placesOf(list)).toEqual([['a', 'closed'], ['b', 'closed']]);
    expect(find(list, 'b').summary).toMatchObject({ steps: 5, experiment: defaultExperiment });
    expect(list.bytes).toBeGreaterThan(2 * 4 * 13 * 4);
    const loaded = await third.library.load(find(list, 'b'));
    expect(loaded?.id).toBe(runKey(find(list, 'b')));
    expect(loaded?.series.store()).toEqual(run('b', 5).series.store());
  });

  it('that write at the same time keep all of theirs, and tell each other', async () => {
    const { openTab, train } = browserWithTabs();
    const [first, second] = [await openTab(), await openTab()];
    await Promise.all([train(first, 'a', 'b'), train(second, 'c', 'a')]);
    expect((await first.library.list()).runs.map(({ tab, id, summary }) => [tab === first.id, id, summary?.steps])).toEqual(
      expect.arrayContaining([[true, 'a', 4], [true, 'b', 5], [false, 'c', 4], [false, 'a', 5]]),
    );
    expect([first.told.count, second.told.count]).toEqual([1, 1]);
  });

  it('that a duplicated tab has too stand there once, until they are trained on', async () => {
    const { browser, openTab, close, train } = browserWithTabs();
    const first = await openTab();
    const [a, b] = await train(first, 'a', 'b');
    const second = await openTab(browser.tab(first.tab));
    expect(placesOf(await second.library.list())).toEqual([['a', 'here'], ['b', 'here']]);
    if (a === undefined || b === undefined) throw new Error('two runs were trained');
    append(b.series, 3);
    second.storage.save({ runs: [a, b] });
    await second.storage.pending();
    close(first);
    expect(placesOf(await second.library.list()).toSorted()).toEqual([['a', 'here'], ['b', 'closed'], ['b', 'here']]);
  });
});

describe('deleting a run of another tab', () => {
  it('is refused while that tab is open and trains it or goes on with it', async () => {
    const { openTab, train } = browserWithTabs();
    const [first, second] = [await openTab(), await openTab()];
    await train(first, 'a', 'b');
    const list = await second.library.list();
    expect(list.runs.map(({ inUse }) => inUse)).toEqual([false, true]);
    expect(await second.library.removeRun(find(list, 'b'))).toBeUndefined();
    // Also where the list is an old one, from when it was not in use.
    expect(await second.library.removeRun({ ...find(list, 'b'), inUse: false })).toBeUndefined();
    expect(placesOf(await first.library.list())).toEqual([['a', 'here'], ['b', 'here']]);
  });

  it('takes an earlier one away while that tab is open, which neither writes nor misses it', async () => {
    const { openTab, close, train } = browserWithTabs();
    const [first, second] = [await openTab(), await openTab()];
    const runs = await train(first, 'a', 'b');
    const undo = await second.library.removeRun(find(await second.library.list(), 'a'));
    expect(first.gone).toEqual([{ tab: first.id, group: 'run', id: 'a' }]);
    first.storage.save({ runs });
    await first.storage.pending();
    close(first);
    const again = await openTab(first.tab);
    expect(await again.storage.load()).toMatchObject({ runs: [{ id: 'b' }], checkpoint: state, dropped: [] });
    expect(await undo?.()).toBe(true);
    // What was brought back is not deleted again by the tab that knew of the deletion.
    again.storage.save({ runs: runs.slice(1) });
    await again.storage.pending();
    expect(placesOf(await second.library.list())).toEqual([['a', 'open'], ['b', 'open']]);
  });

  it('of a closed tab takes with it what it is gone on with, and undo brings both back', async () => {
    const { database, openTab, close, train } = browserWithTabs();
    const [first, second] = [await openTab(), await openTab()];
    await train(first, 'a', 'b');
    close(first);
    const listed = find(await second.library.list(), 'b');
    const before = new Map(database.values);
    const undo = await second.library.removeRun(listed);
    expect(placesOf(await second.library.list())).toEqual([['a', 'closed']]);
    expect(database.values.has(`${first.id}/checkpoint`)).toBe(false);
    await undo?.();
    expect(database.values).toEqual(before);
  });
});

describe('what an earlier version of the page kept', () => {
  /** The keys and values that this version wrote for a tab with two runs and a state. */
  function keptBefore(database: MemoryDatabase, tab: string): void {
    const stored = (id: string, steps: number) => ({ ...run(id, steps), series: run(id, steps).series.store() });
    const values = {
      document: defaultExperiment,
      device: 'wasm',
      running: defaultExperiment,
      order: ['old-a', 'old-b'],
      'run/old-a': stored('old-a', 4),
      'run/old-b': stored('old-b', 6),
      checkpoint: { run: 'old-b', state },
      studies: [],
      'study-order': [],
      studyState: undefined,
    };
    database.values.set(`seen/${tab}`, 999 * day);
    for (const [key, value] of Object.entries(values)) database.values.set(`${tab}/${key}`, value);
  }

  it('is listed, and opened as before', async () => {
    const { database, openTab } = browserWithTabs();
    keptBefore(database, 'before-1');
    keptBefore(database, 'before-2');
    const tab = await openTab(undefined, { goesOnWith: () => true });
    expect(tab.id).toBe('before-1');
    expect(await tab.storage.load()).toMatchObject({ runs: [{ id: 'old-a' }, { id: 'old-b' }], checkpoint: state, dropped: [] });
    await tab.library.tidy(1000 * day);
    const list = await tab.library.list();
    expect(list.runs.map(({ id, place, summary }) => [id, place, summary?.steps])).toEqual([['old-a', 'here', 4], ['old-b', 'here', 6]]);
    expect(list.runs.map(({ copies }) => copies.map(({ tab: other }) => other))).toEqual([['before-2'], ['before-2']]);
  });

  it('is whole however often making the list is broken off', async () => {
    const { database, openTab } = browserWithTabs();
    for (const name of ['before-1', 'before-2', 'before-3']) keptBefore(database, name);
    const before = new Map(database.values);
    const tab = await openTab();
    const write = database.write.bind(database);
    for (const writes of [0, 1, 2, 3]) {
      let left = writes;
      database.write = (values) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('closed')) : write(values);
      };
      await tab.library.list().catch(() => undefined);
      for (const [key, value] of before) expect(database.values.get(key)).toEqual(value);
    }
    database.write = write;
    expect((await tab.library.list()).runs.flatMap(({ id, copies }) => [id, ...copies.map((copy) => copy.id)])).toHaveLength(6);
  });

  it('into a tab whose runs were listed already is listed too', async () => {
    const { database, openTab } = browserWithTabs();
    keptBefore(database, 'before-1');
    const tab = await openTab();
    await tab.library.list();
    database.values.set('before-1/run/old-c', database.values.get('before-1/run/old-a'));
    database.values.set('before-1/order', ['old-a', 'old-b', 'old-c']);
    expect(placesOf(await tab.library.list()).toSorted()).toEqual([['old-a', 'closed'], ['old-b', 'closed'], ['old-c', 'closed']]);
  });

  it('and is damaged stands in the list to be deleted', async () => {
    const { database, openTab } = browserWithTabs();
    keptBefore(database, 'before-1');
    database.values.set('before-1/run/old-a', { id: 'old-a', series: 'none' });
    const tab = await openTab();
    const damaged = find(await tab.library.list(), 'old-a');
    expect(damaged.summary).toBeUndefined();
    expect(await tab.library.load(damaged)).toBeUndefined();
    await tab.library.removeRun(damaged);
    expect(placesOf(await tab.library.list())).toEqual([['old-b', 'closed']]);
  });
});

describe('studies of other tabs', () => {
  function study(id: string): Study {
    const planned = createStudy(id, 7, defaultExperiment, { kind: 'comparison', seeds: [3] });
    if (!planned.ok) throw new Error(planned.error.code);
    return withStarted(planned.value, 0, `${id}-run`);
  }
  const begin = async ({ storage }: OpenTab, ...ids: readonly string[]) => {
    const studies = ids.map(study);
    const studyRuns = studies.map(({ id, entries: [entry] }) => run(`${id}-run`, 4, entry?.document));
    storage.save({ document: defaultExperiment, studies, studyRuns, studyState: { run: `${ids[0]}-run`, state } });
    await storage.pending();
  };

  it('are listed with their place; their runs can be drawn', async () => {
    const { openTab, close } = browserWithTabs();
    const [first, second] = [await openTab(), await openTab()];
    await begin(first, 's', 't');
    expect((await first.library.list()).studies).toEqual([]);
    expect((await second.library.list()).studies.map(({ place, study: { id } }) => [id, place]).toSorted()).toEqual([['s', 'open'], ['t', 'open']]);
    close(first);
    const [kept] = (await second.library.list()).studies.filter(({ study: { id } }) => id === 's');
    expect(kept).toMatchObject({ place: 'closed', study: study('s') });
    expect(kept?.bytes).toBeGreaterThan(200);
    expect((await second.library.load({ tab: first.id, group: 'study-run', id: 's-run' }))?.series.steps).toBe(4);
  });

  it('of a closed tab are read whole, deleted and brought back; those of an open one stay', async () => {
    const { database, openTab, close } = browserWithTabs();
    const [first, second] = [await openTab(), await openTab()];
    await begin(first, 's', 't');
    const kept = async () => {
      const found = (await second.library.list()).studies.find(({ study: { id } }) => id === 's');
      if (found === undefined) throw new Error('the study is not in the list');
      return found;
    };
    expect(await second.library.removeStudy(await kept())).toBeUndefined();
    close(first);
    expect(await second.library.readStudy(await kept())).toMatchObject({ studies: [study('s')], records: [{ id: 's-run' }], state: { run: 's-run' } });
    const listed = await kept();
    const before = new Map(database.values);
    const undo = await second.library.removeStudy(listed);
    expect((await second.library.list()).studies.map(({ study: { id } }) => id)).toEqual(['t']);
    expect(database.values.has(`${first.id}/study-run/s-run`)).toBe(false);
    expect(await undo?.()).toBe(true);
    expect(database.values).toEqual(before);
  });
});

describe('limits', () => {
  it('drop what closed tabs left, the oldest first, then earlier runs of this tab, and nothing of another open tab', async () => {
    const { openTab, close, train } = browserWithTabs();
    const [closed, open, here] = [await openTab(), await openTab(), await openTab()];
    await train(closed, 'c1', 'c2');
    await train(open, 'o1', 'o2');
    await train(here, 'h1', 'h2', 'h3');
    close(closed);
    expect(await here.library.keepWithin(generous)).toEqual([]);
    const gone = async (limits: typeof generous) =>
      (await here.library.keepWithin(limits)).map((item) => ('run' in item ? item.run.id : item.study.study.id));
    expect(await gone({ ...generous, runs: 6 })).toEqual(['c1']);
    expect(await gone({ ...generous, runs: 4 })).toEqual(['c2', 'h1']);
    expect(await gone({ ...generous, bytes: 1 })).toEqual(['h2']);
    expect(placesOf(await here.library.list()).toSorted()).toEqual([['h3', 'here'], ['o1', 'open'], ['o2', 'open']]);
  });
});

describe('desks of closed tabs', () => {
  it('are forgotten when nobody came back for 30 days; their runs stay', async () => {
    const { database, openTab, close, train } = browserWithTabs();
    const named = (name: string): Experiment => ({ ...defaultExperiment, name });
    const old = await openTab(undefined, { now: () => 969 * day });
    await train(old, 'a', 'b');
    const empty = await openTab(undefined, { now: () => 969 * day });
    empty.storage.save({ document: named('empty') });
    await empty.storage.pending();
    const living = await openTab(undefined, { now: () => 969 * day });
    living.storage.save({ document: named('living') });
    await living.storage.pending();
    const recent = await openTab(undefined, { now: () => 971 * day });
    recent.storage.save({ document: named('recent') });
    await recent.storage.pending();
    for (const one of [old, empty, recent]) close(one);
    const tab = await openTab();
    for (const time of [1000 * day, 1000 * day + 1]) await tab.library.tidy(time);
    const documents = [...database.values].flatMap(([key, value]) => (key.endsWith('/document') ? [value] : []));
    expect(documents).toEqual([named('living'), named('recent')]);
    expect([...database.values.keys()].filter((key) => key.includes(empty.id))).toEqual([]);
    expect(database.values.has(`${old.id}/checkpoint`)).toBe(false);
    expect(placesOf(await tab.library.list())).toEqual([['a', 'closed'], ['b', 'closed']]);
  });
});
