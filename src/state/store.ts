import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TrainingClient } from '../client/training-client';
import type { Carried } from '../experiment/link/linked-document';
import type { Experiment } from '../experiment/schema';
import type { Language } from '../i18n/translate';
import type { DevicePreference } from '../protocol/device';
import type { AppState } from './app-state';
import { createDocumentSlice } from './document/document-slice';
import { createLibrarySlice, type KeptRuns } from './library/library-slice';
import { createSessionSlice } from './session/session-slice';
import { createStudySlice } from './studies/study-slice';
import { createViewSlice } from './view/view-slice';

export type AppStore = StoreApi<AppState>;

interface StoreOptions {
  readonly experiment: Experiment;
  /** What the document carries for its links and files. */
  readonly carried?: Carried;
  readonly client: TrainingClient;
  /** A second worker, for the runs of studies. */
  readonly studyClient: TrainingClient;
  readonly language: Language;
  /** Absolute address of the prepared data; ends in '/'. */
  readonly dataUrl: string;
  readonly devicePreference: DevicePreference;
  /** What all tabs keep; undefined where nothing can be kept. */
  readonly kept?: KeptRuns | undefined;
}

/** The one store of the page. */
export function createAppStore({ experiment, carried, client, studyClient, language, dataUrl, devicePreference, kept }: StoreOptions): AppStore {
  const store: AppStore = createStore<AppState>()((set, get) => ({
    document: createDocumentSlice(
      experiment,
      (change) => set(({ document }) => ({ document: { ...document, ...change(document) } })),
      () => get().document,
      carried,
    ),
    session: createSessionSlice({
      client,
      dataUrl,
      devicePreference,
      update: (change) => set(({ session }) => ({ session: { ...session, ...change } })),
      read: () => get(),
    }),
    studies: createStudySlice({
      client: studyClient,
      dataUrl,
      update: (change) => set(({ studies }) => ({ studies: { ...studies, ...change } })),
      read: () => get(),
    }),
    library: createLibrarySlice({
      kept,
      update: (change) => set(({ library }) => ({ library: { ...library, ...change } })),
      read: () => get(),
    }),
    view: createViewSlice(language, (change) => set(({ view }) => ({ view: { ...view, ...change } })), () => get().view),
  }));
  store.subscribe((state, before) => {
    if (state.view.conflictEvery !== before.view.conflictEvery) state.session.followView();
    // What went wrong with the run says nothing of another document that is put on the desk.
    if (state.document.opened !== before.document.opened) state.session.dismissProblem();
    if (state.document.experiment === before.document.experiment && state.document.past === before.document.past) return;
    state.session.followDocument(state.document.past !== before.document.past);
  });
  return store;
}
