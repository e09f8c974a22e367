import type { TrainingClient } from '../client/training-client';
import { sizeOf } from '../domain/shape';
import { defaultExperiment } from '../experiment/default-experiment';
import { presentedLanguage, presentedTab, stillCarried, type LinkedDocument } from '../experiment/link/linked-document';
import type { LinkError } from '../experiment/read-document';
import { loadLanguage, translator, type Language } from '../i18n/translate';
import type { Result } from '../lib/result';
import type { StoredTab } from '../state/persistence/stored-tab';
import { loadViewSettings } from '../state/view/view-settings';
import { repairsToTell } from '../state/session/kept-start';
import { createAppStore, type AppStore } from '../state/store';
import { bindAddress, deviceFromAddress, documentInAddress, isOwnAddress, linkedAs } from './address';
import { keepTab, recallTab } from './keeping';
import { rememberedDocument, type EditedDocument } from './tab-memory';
import { imageShape } from '../experiment/context';

/**
 * Images of at most this many values are small enough for their first shard to be loaded before
 * anybody presses play.
 */
const smallImage = 28 * 28;

/**
 * Puts the page's state together: a link in the address comes first, then what this tab had on its
 * desk and kept over a reload, then the default experiment. A link that cannot be read leaves all
 * as it was. Ends with a store that is bound to the address and kept.
 */
export async function startPage(client: TrainingClient, studyClient: TrainingClient): Promise<AppStore> {
  const tab = await recallTab();
  const isOwn = isOwnAddress(tab.kept?.document);
  const last = newestDocument(rememberedDocument(), tab.kept);
  const linked = isOwn && last !== undefined ? undefined : documentInAddress();
  const opened = linked?.ok === true ? linked.value : undefined;
  const goesOn = isOwn || opened === undefined ? tab.kept : undefined;
  const view = loadViewSettings();
  const preference = deviceFromAddress(window.location.search);
  const language = (opened === undefined ? undefined : presentedLanguage(opened)) ?? view.language ?? browserLanguage();
  // Where the texts cannot be loaded, the page is in English.
  await loadLanguage(language).catch(() => undefined);
  const experiment = opened?.experiment ?? last?.document ?? { ...defaultExperiment, name: translator(language)('topbar.first') };
  const store = createAppStore({
    experiment,
    carried: stillCarried(opened ?? linkedAs(experiment) ?? { experiment, ...last?.carried }, experiment),
    client,
    studyClient,
    language,
    dataUrl: new URL('data/', document.baseURI).href,
    devicePreference: preference === 'auto' ? (goesOn?.device ?? 'auto') : preference,
    kept: tab.library === undefined || tab.storage === undefined ? undefined : { library: tab.library, storage: tab.storage },
  });
  const { session, view: look, document: desk } = store.getState();
  if (view.theme !== undefined) look.setTheme(view.theme);
  if (view.runPlaces !== undefined) look.setRunPlaces(view.runPlaces);
  if (view.pictures !== undefined) look.setPictures(view.pictures);
  if (view.split !== undefined) look.setSplit(view.split);
  const panel = (opened === undefined ? undefined : presentedTab(opened)) ?? view.panel;
  if (panel !== undefined) look.openPanel(panel);
  if (view.conflictEvery !== undefined) look.setConflictEvery(view.conflictEvery);
  if (linked?.ok === false) desk.refuseDocument(linked.error, last === undefined ? 'first' : 'kept');
  if (opened !== undefined) desk.showRepairs(opened.repairs);
  // What was damaged of a document that the address or the tab's own storage holds too is not
  // missed.
  look.setDropped((tab.kept?.dropped ?? []).filter((part) => part !== 'document' || (opened ?? last) === undefined));
  if (goesOn !== undefined) session.restore(goesOn);
  // A link was opened in a tab that has runs: they stay to compare with, but there is nothing of
  // this document to go on from.
  else if (tab.kept !== undefined) session.restore({ ...tab.kept, running: undefined, checkpoint: undefined });

  if (tab.kept !== undefined) store.getState().studies.restore(tab.kept.studies);

  bindAddress(store, (link) => open(store, link));
  keepTab(store, tab, opened === undefined && last !== undefined ? last.edited : Date.now());
  // Data of somebody's own cost no download, and whoever lacks them is to be told at once.
  if (experiment.data.dataset === 'own' || sizeOf(imageShape(experiment)) <= smallImage) void session.prepare();
  return store;
}

/**
 * What was on this tab's desk last: the database may lag behind the tab's own storage, and that
 * behind the database when the browser was killed.
 */
function newestDocument(remembered: EditedDocument | undefined, kept: StoredTab | undefined): EditedDocument | undefined {
  if (kept?.document === undefined) return remembered;
  return remembered !== undefined && remembered.edited >= kept.edited ? remembered : { document: kept.document, carried: kept.carried, edited: kept.edited };
}

/** Puts a document that was read on the desk, or says why it could not be read. */
export function open(store: AppStore, linked: Result<LinkedDocument, LinkError>): void {
  const { openDocument, refuseDocument } = store.getState().document;
  if (!linked.ok) return refuseDocument(linked.error);
  const { experiment } = linked.value;
  openDocument(experiment, repairsToTell(store.getState(), linked.value), stillCarried(linked.value, experiment));
}

/** The first of the reader's languages that the page speaks. */
function browserLanguage(): Language {
  const known = window.navigator.languages.find((language) => /^(en|zh)\b/i.test(language));
  return known?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en';
}
