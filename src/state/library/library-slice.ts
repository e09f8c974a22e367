import type { AppState, LibrarySlice, RunRecord } from '../app-state';
import { placeOfKey, runKey } from '../persistence/kept-keys';
import { pendingUntil } from '../../lib/pending';
import type { TabStorage } from '../persistence/tab-storage';
import type { RunLibrary } from './run-library';
import { keptLimits, type KeptLimits } from './limits';

/** Where this tab's own runs are kept, and those of all tabs. */
export interface KeptRuns {
  readonly library: RunLibrary;
  readonly storage: Pick<TabStorage, 'forget' | 'onRunsKept' | 'pending' | 'place'>;
  /** Those that the page tells, if left out. */
  readonly limits?: KeptLimits;
}

interface LibraryOptions {
  readonly kept: KeptRuns | undefined;
  readonly update: (change: Partial<LibrarySlice>) => void;
  readonly read: () => AppState;
}

/** The list of what all tabs keep, read while somebody looks at it. */
export function createLibrarySlice({ kept, update, read }: LibraryOptions): LibrarySlice {
  const slice = () => read().library;
  let watchers = 0;
  let reading: Promise<void> | undefined;
  let again = false;

  /**
   * Curves of what is drawn, as they are in the database by now; what is no longer drawn is let go.
   */
  async function reload(library: RunLibrary): Promise<void> {
    const before = new Map(slice().loaded.map((run) => [run.id, run]));
    const places = read().view.shownRuns.flatMap((id) => placeOfKey(id) ?? []);
    const loaded: RunRecord[] = [];
    for (const place of places) {
      const known = before.get(runKey(place));
      const listed = slice().list?.runs.find((run) => runKey(run) === runKey(place));
      const isSame = known !== undefined && (place.group === 'study-run' || listed?.summary?.steps === known.series.steps);
      const run = isSame ? known : await library.load(place);
      if (run !== undefined) loaded.push(run);
    }
    if (loaded.length !== before.size || loaded.some((run) => before.get(run.id) !== run)) update({ loaded });
  }

  async function readList(library: RunLibrary): Promise<void> {
    do {
      again = false;
      try {
        update({ list: await library.list(), stale: false });
        await reload(library);
      } catch {
        update({ stale: true });
      }
    } while (again);
    reading = undefined;
  }

  function refresh(): Promise<void> {
    if (kept === undefined) return Promise.resolve();
    // What changed while it is being read asks for another reading.
    again = true;
    reading ??= pendingUntil('list of runs', readList(kept.library));
    return reading;
  }

  const refreshIfWatched = () => {
    if (watchers > 0) void refresh();
  };

  kept?.library.hear((gone) => {
    kept.storage.forget(gone);
    read().session.forgetRuns(gone.flatMap(({ tab, group, id }) => (tab === kept.storage.place?.tab && group === 'run' ? [id] : [])));
    refreshIfWatched();
  });
  kept?.storage.onRunsKept((added) => {
    kept.library.tell();
    if (added) void slice().makeRoom();
    refreshIfWatched();
  });

  /**
   * Tries something with the database, and reads the list anew; where it fails, nothing was done.
   */
  async function attempt<Done>(what: (library: RunLibrary) => Promise<Done | undefined>): Promise<Done | undefined> {
    if (kept === undefined) return undefined;
    const trying = what(kept.library).catch(() => undefined);
    return pendingUntil('runs of all tabs', trying.finally(refreshIfWatched));
  }

  return {
    list: undefined,
    stale: false,
    loaded: [],
    dropped: undefined,
    watch: () => {
      watchers += 1;
      void refresh();
      return () => {
        watchers -= 1;
      };
    },
    refresh,
    show: async (place) => {
      const run = await attempt((library) => library.load(place));
      if (run === undefined) return false;
      update({ loaded: [...slice().loaded.filter(({ id }) => id !== run.id), run] });
      const { shownRuns, showRuns } = read().view;
      if (!shownRuns.includes(run.id)) showRuns([...shownRuns, run.id]);
      return true;
    },
    removeRun: async (run) => {
      const putBack = await attempt((library) => library.removeRun(run));
      return putBack === undefined ? undefined : () => void attempt(putBack);
    },
    removeStudy: async (study) => {
      const whole = await attempt((library) => library.readStudy(study));
      const putBack = await attempt((library) => library.removeStudy(study));
      if (putBack === undefined) return undefined;
      return () =>
        void attempt(async () => {
          // Its tab has been opened meanwhile: it comes here.
          if (!(await putBack()) && whole !== undefined) read().studies.adopt(whole);
        });
    },
    takeOver: async (study) => {
      const whole = await attempt((library) => library.readStudy(study));
      if (whole === undefined) return false;
      read().studies.adopt(whole);
      await kept?.storage.pending();
      // As long as it is not kept here it stays there too; the list shows it once.
      if (read().view.storageProblem === undefined) await attempt((library) => library.removeStudy(study));
      return true;
    },
    makeRoom: async () => {
      const gone = (await attempt((library) => library.keepWithin(kept?.limits ?? keptLimits))) ?? [];
      if (gone.length === 0) return;
      const runs = gone.flatMap((item) => ('run' in item ? [item.run] : []));
      kept?.storage.forget(runs);
      read().session.forgetRuns(runs.flatMap(({ tab, id }) => (tab === kept?.storage.place?.tab ? [id] : [])));
      const before = slice().dropped ?? { runs: 0, studies: 0 };
      update({ dropped: { runs: before.runs + runs.length, studies: before.studies + gone.length - runs.length } });
    },
    dismissDropped: () => update({ dropped: undefined }),
  };
}
