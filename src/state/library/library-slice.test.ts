import { describe, expect, it } from 'vitest';
import { agreeable, createFakeClient } from '../../client/fake-client';
import { defaultExperiment } from '../../experiment/default-experiment';
import { createStudy } from '../../experiment/studies/create-study';
import { stopped } from '../../experiment/studies/queue-plan';
import { runKey } from '../persistence/kept-keys';
import { nothingPending } from '../../lib/pending';
import { MemoryDatabase, append, run, setUp, state } from '../persistence/tab-storage.test-helpers';
import { createRunLibrary } from './run-library';
import { createAppStore } from '../store';

/** Pages in one browser, each with its store over what it keeps. */
function browserWithPages() {
  const { database, browser, open } = setUp(new MemoryDatabase());
  const openPage = async (tab = browser.tab()) => {
    const storage = await open(tab);
    const kept = await storage.load();
    if (storage.place === undefined) throw new Error('nothing is kept');
    const library = createRunLibrary(database, storage.place.tab, browser.around(tab));
    const store = createAppStore({
      experiment: defaultExperiment,
      client: createFakeClient(agreeable),
      studyClient: createFakeClient(agreeable),
      language: 'en',
      dataUrl: 'https://data.example/',
      devicePreference: 'cpu',
      kept: { library, storage, limits: { runs: 4, bytes: 1e9 } },
    });
    if (kept !== undefined) store.getState().session.restore(kept);
    const listed = () => store.getState().library.list?.runs ?? [];
    const find = (id: string) => {
      const found = listed().find((one) => one.id === id);
      if (found === undefined) throw new Error(`${id} is not in the list`);
      return found;
    };
    /** Two runs, the second of which the page goes on with. */
    const train = async () => {
      const runs = ['a', 'b'].map((id, index) => ({ ...run(id, 4), startedAt: index }));
      store.getState().session.restore({ runs, running: defaultExperiment, checkpoint: { ...state } });
      storage.save({ document: defaultExperiment, running: defaultExperiment, runs, checkpoint: { run: 'b', state } });
      await storage.pending();
      await nothingPending();
      return runs;
    };
    return { tab, storage, store, listed, find, train };
  };
  return { database, browser, openPage };
}

describe('the list of runs', () => {
  it('is read when it is looked at, and again when another tab has kept something', async () => {
    const { openPage } = browserWithPages();
    const [first, second] = [await openPage(), await openPage()];
    await first.train();
    expect(second.store.getState().library.list).toBeUndefined();
    const unwatch = second.store.getState().library.watch();
    await nothingPending();
    expect(second.listed().map(({ id, place, inUse }) => [id, place, inUse])).toEqual([['a', 'open', false], ['b', 'open', true]]);
    const key = runKey(second.find('b'));
    expect(await second.store.getState().library.show(second.find('b'))).toBe(true);
    expect(second.store.getState().view.shownRuns).toEqual([key]);
    // The other tab trains on: the list tells of it, and the line on the chart grows.
    const { runs } = first.store.getState().session;
    append(runs.at(-1)?.series ?? run('none', 0).series, 3);
    first.storage.save({ runs });
    await first.storage.pending();
    await nothingPending();
    expect(second.find('b').summary?.steps).toBe(7);
    expect(second.store.getState().library.loaded.map(({ id, series }) => [id, series.steps])).toEqual([[key, 7]]);
    unwatch();
  });

  it('says so where the database fails, and keeps what it told', async () => {
    const { database, openPage } = browserWithPages();
    const page = await openPage();
    await page.train();
    await page.store.getState().library.refresh();
    database.failWith = new Error('gone');
    await page.store.getState().library.refresh();
    expect(page.store.getState().library).toMatchObject({ stale: true, list: { runs: [{ id: 'a' }, { id: 'b' }] } });
    database.failWith = undefined;
    await page.store.getState().library.refresh();
    expect(page.store.getState().library.stale).toBe(false);
  });

  it('lets a run of another open tab be deleted, which goes from that page too, and brought back', async () => {
    const { openPage } = browserWithPages();
    const [first, second] = [await openPage(), await openPage()];
    await first.train();
    second.store.getState().library.watch();
    await nothingPending();
    expect(await second.store.getState().library.removeRun(second.find('b'))).toBeUndefined();
    const undo = await second.store.getState().library.removeRun(second.find('a'));
    await nothingPending();
    expect(second.listed().map(({ id }) => id)).toEqual(['b']);
    expect(first.store.getState().session.runs.map(({ id }) => id)).toEqual(['b']);
    undo?.();
    await nothingPending();
    expect(second.listed().map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('has a study of a closed tab brought here, with its runs, once it is kept here', async () => {
    const { browser, openPage } = browserWithPages();
    const [first, second] = [await openPage(), await openPage()];
    const planned = createStudy('study', 7, defaultExperiment, { kind: 'comparison', seeds: [3] });
    if (!planned.ok) throw new Error(planned.error.code);
    const study = stopped(planned.value);
    const entries = study.entries.map((entry, index) => (index === 0 ? { ...entry, run: 'one' } : entry));
    first.storage.save({ document: defaultExperiment, studies: [{ ...study, entries }], studyRuns: [run('one', 4)] });
    await first.storage.pending();
    browser.close(first.tab);
    second.store.getState().library.watch();
    await nothingPending();
    const [kept] = second.store.getState().library.list?.studies ?? [];
    if (kept === undefined) throw new Error('the study is not in the list');
    expect(await second.store.getState().library.takeOver(kept)).toBe(true);
    await nothingPending();
    expect(second.store.getState().studies).toMatchObject({ studies: [{ id: 'study' }], records: [{ id: 'one' }] });
    expect(second.store.getState().library.list?.studies).toEqual([]);
  });

  it('tells what was dropped for want of room', async () => {
    const { browser, openPage } = browserWithPages();
    const [first, second] = [await openPage(), await openPage()];
    const many = Array.from({ length: 4 }, (_, index) => ({ ...run(`r${index}`, 1), startedAt: index }));
    first.storage.save({ runs: many });
    await first.storage.pending();
    browser.close(first.tab);
    await second.train();
    expect(second.store.getState().library.dropped).toEqual({ runs: 2, studies: 0 });
    second.store.getState().library.dismissDropped();
    await second.store.getState().library.refresh();
    expect(second.listed().map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'r2', 'r3']);
    expect(second.store.getState().library.dropped).toBeUndefined();
  });
});
