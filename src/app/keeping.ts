import { stillCarried } from '../experiment/link/linked-document';
import { pendingUntil } from '../lib/pending';
import { openTabStorage, type TabChanges, type TabStorage } from '../state/persistence/tab-storage';
import type { StoredTab } from '../state/persistence/stored-tab';
import { createRunLibrary, type RunLibrary } from '../state/library/run-library';
import { tabsAround } from '../state/persistence/tabs-around';
import { loadViewSettings, saveViewSettings, type ViewSettings } from '../state/view/view-settings';
import type { AppState, StorageProblem, ViewSlice } from '../state/app-state';
import type { AppStore } from '../state/store';
import { isOwnAddress } from './address';
import { rememberDocument, type EditedDocument } from './tab-memory';

/**
 * A document that is being dragged about is kept once it has been still for so long, in
 * milliseconds.
 */
const stillness = 300;
/**
 * A database that does not answer by then must not keep the page from starting, in milliseconds. A
 * busy machine may need seconds.
 */
const storageTimeout = 10_000;

/** What a tab keeps, and what to do about it later. */
interface RecalledTab {
  readonly storage: TabStorage | undefined;
  readonly kept: StoredTab | undefined;
  /** What all tabs keep; undefined where nothing can be kept. */
  readonly library: RunLibrary | undefined;
  /** Hands over why nothing can be kept, now or later; undefined once it can again. */
  readonly onProblem: (listener: (problem: StorageProblem | undefined) => void) => void;
}

/**
 * Opens what this tab keeps in the browser. Never rejects, and never takes longer than ten seconds.
 */
export async function recallTab(): Promise<RecalledTab> {
  let problem: StorageProblem | undefined;
  let listener: ((problem: StorageProblem | undefined) => void) | undefined;
  const opening = openTabStorage({
    goesOnWith: isOwnAddress,
    onProblem: (what) => {
      problem = what;
      listener?.(what);
    },
  }).then(async (storage) => ({ storage, kept: await storage.load() }));
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, storageTimeout, undefined));
  const opened = await Promise.race([opening, late]);
  const place = opened?.storage.place;
  return {
    storage: opened?.storage,
    kept: opened?.kept,
    library: place === undefined ? undefined : createRunLibrary(place.database, place.tab, tabsAround()),
    onProblem: (heard) => {
      listener = heard;
      const told = opened === undefined ? 'unavailable' : problem;
      if (told !== undefined) heard(told);
    },
  };
}

/**
 * Keeps what a person would miss after a reload, from now on: document, runs, the newest
 * checkpoint, and how the page is looked at.
 * @param edited when the document on the desk was last edited, in milliseconds since 1970
 */
export function keepTab(store: AppStore, { storage, library, onProblem }: RecalledTab, edited: number): void {
  onProblem(store.getState().view.setStorageProblem);
  // What cannot be put in order now is tried again when the page is opened next.
  if (library !== undefined) void library.tidy(Date.now()).catch(() => {});
  const save = (changes: TabChanges) => {
    if (storage === undefined) return;
    storage.save(changes);
    void pendingUntil('storage', storage.pending());
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settings = loadViewSettings();
  let desk = deskOf(store.getState(), edited);
  const saveDocument = () => {
    clearTimeout(timer);
    timer = undefined;
    save(desk);
  };
  rememberDocument(desk);
  save(desk);

  store.subscribe((state, before) => {
    if (state.document.experiment !== before.document.experiment || state.document.source !== before.document.source) {
      desk = deskOf(state, Date.now());
      // At once: a reload may come before the database has it.
      rememberDocument(desk);
      clearTimeout(timer);
      timer = setTimeout(saveDocument, stillness);
    }
    const changes = { ...sessionChanges(state, before), ...studyChanges(state, before) };
    if (Object.keys(changes).length > 0) save(changes);
    const changed = changedSettings(state.view, before.view);
    if (Object.keys(changed).length === 0) return;
    settings = { ...settings, ...changed };
    saveViewSettings(settings);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') return;
    if (timer !== undefined) saveDocument();
    void store.getState().session.keep();
  });
  window.addEventListener('pagehide', () => {
    // What is typed into a field counts once the field is left, and it is on the screen: it is left
    // now.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}

/** What lies on the desk, with what it carries for its links. */
function deskOf({ document: { experiment, source } }: AppState, edited: number): EditedDocument {
  return { document: experiment, carried: stillCarried(source, experiment), edited };
}

/**
 * What a person changed of the look: a language that came with a link is for that visit, and not
 * their own.
 */
function changedSettings(view: ViewSlice, before: ViewSlice): ViewSettings {
  return {
    ...(view.language === before.language ? {} : { language: view.language }),
    ...(view.theme === before.theme ? {} : { theme: view.theme }),
    ...(view.split === before.split ? {} : { split: view.split }),
    ...(view.panel === undefined || view.panel === before.panel ? {} : { panel: view.panel }),
    ...(view.pictures === before.pictures ? {} : { pictures: view.pictures }),
    ...(view.runPlaces === before.runPlaces ? {} : { runPlaces: view.runPlaces }),
    ...(view.conflictEvery === before.conflictEvery ? {} : { conflictEvery: view.conflictEvery }),
  };
}

/**
 * What of the session is to be written. Runs, what is trained and its state belong together and are
 * written as one, with each checkpoint: a run that has none yet must not displace a part of the one
 * before.
 */
function sessionChanges({ session }: AppState, { session: before }: AppState): TabChanges | undefined {
  const { runs, running, checkpoint, devicePreference: device } = session;
  const run = runs.at(-1);
  const changed = checkpoint !== before.checkpoint && checkpoint !== undefined && run !== undefined;
  if (changed) return { device, running, runs, checkpoint: { run: run.id, state: checkpoint } };
  // An idle evaluation comes after the state, and is of the same step.
  const tested = session.published !== before.published && session.phase !== 'running' && checkpoint?.step === session.step;
  if (tested) return { runs };
  const removed = session.removedRun !== before.removedRun ? removalChanges(session) : undefined;
  return device === before.devicePreference ? removed : { ...removed, device };
}

/**
 * A run was removed, or put back: what is kept of the others stays. The newest one is left out
 * until it has a state.
 */
function removalChanges({ runs, running, checkpoint, removedRun }: AppState['session']): TabChanges {
  const newest = runs.at(-1);
  // The desk has no run: there is nothing to go on with.
  if (running === undefined || newest === undefined) return { runs, running: undefined, checkpoint: undefined };
  if (checkpoint !== undefined) return { runs, running, checkpoint: { run: newest.id, state: checkpoint } };
  const kept = runs.slice(0, -1);
  // What was kept to go on with may have been of the run that is gone.
  const gone = removedRun !== undefined && kept.every(({ startedAt }) => startedAt < removedRun.record.startedAt);
  return gone ? { runs: kept, running: undefined, checkpoint: undefined } : { runs: kept };
}

/**
 * What of the studies is to be written: with each state of a run its curves, so that neither is
 * ahead of the other.
 */
function studyChanges({ studies: now }: AppState, { studies: before }: AppState): TabChanges {
  const { studies, records: studyRuns, state: studyState } = now;
  if (studies !== before.studies || studyState !== before.state) return { studies, studyRuns, studyState };
  return {};
}
