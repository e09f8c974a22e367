import type { TrainingClient } from '../client/training-client';
import { datasetKind } from '../domain/datasets/dataset-kinds';
import { sizeOf } from '../domain/shape';
import { defaultExperiment } from '../experiment/default-experiment';
import type { LinkedDocument } from '../experiment/link-codec';
import type { LinkError } from '../experiment/read-document';
import { loadLanguage, translator, type Language } from '../i18n/translate';
import type { Result } from '../lib/result';
import { loadViewSettings } from '../state/persistence-view';
import { createAppStore, type AppStore } from '../state/store';
import { bindAddress, deviceFromAddress, documentInAddress, isOwnAddress } from './address';
import { keepTab, recallTab } from './keeping';

/** Images of at most this many values are small enough for their first shard to be loaded before anybody presses play. */
const smallImage = 28 * 28;

/**
 * Puts the page's state together: a link in the address comes first, then what this tab kept over a reload, then the default
 * experiment. Ends with a store that is bound to the address and kept.
 */
export async function startPage(client: TrainingClient, studyClient: TrainingClient): Promise<AppStore> {
  const tab = await recallTab();
  const kept = isOwnAddress(tab.kept?.document) ? tab.kept : undefined;
  const linked = kept?.document === undefined ? documentInAddress() : undefined;
  const opened = linked?.ok === true ? linked.value : undefined;
  const view = loadViewSettings();
  const wish = deviceFromAddress(window.location.search);
  const language = opened?.presentation?.language ?? view.language ?? browserLanguage();
  // Where the texts cannot be loaded, the page is in English.
  await loadLanguage(language).catch(() => undefined);
  const experiment = opened?.experiment ?? kept?.document ?? { ...defaultExperiment, name: translator(language)('topbar.first') };
  const store = createAppStore({
    experiment,
    client,
    studyClient,
    language,
    dataUrl: new URL('data/', document.baseURI).href,
    devicePreference: wish === 'auto' ? (kept?.device ?? 'auto') : wish,
  });
  const { session, view: look, document: desk } = store.getState();
  if (view.theme !== undefined) look.setTheme(view.theme);
  if (view.split !== undefined) look.setSplit(view.split);
  if (view.conflictEvery !== undefined) look.setConflictEvery(view.conflictEvery);
  if (linked?.ok === false) desk.refuseDocument(linked.error);
  if (opened !== undefined) desk.showRepairs(opened.repairs);
  // What was damaged of a document that the address holds too is not missed.
  look.setDropped((tab.kept?.dropped ?? []).filter((part) => part !== 'document' || opened === undefined));
  if (kept !== undefined) session.restore(kept);
  // A link was opened in a tab that has runs: they stay to compare with, but there is nothing of this document to go on from.
  else if (tab.kept !== undefined) session.restore({ ...tab.kept, running: undefined, checkpoint: undefined });

  if (tab.kept !== undefined) store.getState().studies.restore(tab.kept.studies);

  bindAddress(store, (link) => open(store, link));
  keepTab(store, tab);
  if (sizeOf(datasetKind(experiment.data.dataset).image) <= smallImage) void session.prepare();
  return store;
}

/** Puts a document that was read on the desk, or says why it could not be read. */
export function open(store: AppStore, linked: Result<LinkedDocument, LinkError>): void {
  const { openDocument, refuseDocument } = store.getState().document;
  if (linked.ok) openDocument(linked.value.experiment, linked.value.repairs);
  else refuseDocument(linked.error);
}

/** The first of the reader's languages that the page speaks. */
function browserLanguage(): Language {
  const known = window.navigator.languages.find((language) => /^(en|zh)\b/i.test(language));
  return known?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en';
}
