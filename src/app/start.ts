import type { TrainingClient } from '../client/training-client';
import { datasetKind } from '../domain/datasets/dataset-kinds';
import { sizeOf } from '../domain/shape';
import { defaultExperiment } from '../experiment/default-experiment';
import type { LinkedDocument } from '../experiment/link-codec';
import type { LinkError } from '../experiment/read-document';
import type { Result } from '../lib/result';
import { createAppStore, type AppStore } from '../state/store';
import { bindAddress, deviceFromAddress, documentInAddress } from './address';
import { keepTab, recallTab, recallView } from './keeping';

/** Images of at most this many values are small enough for their first shard to be loaded before anybody presses play. */
const smallImage = 28 * 28;

/**
 * Puts the page's state together: what the address says comes first, then what this tab kept over a reload, then the default
 * experiment. Ends with a store that is bound to the address and kept.
 */
export async function startPage(client: TrainingClient): Promise<AppStore> {
  const linked = documentInAddress();
  const { tab, kept } = await recallTab(linked === undefined);
  const view = recallView();
  const experiment = (linked?.ok === true ? linked.value.experiment : undefined) ?? kept?.experiment ?? defaultExperiment;
  const language = (linked?.ok === true ? linked.value.presentation?.language : undefined) ?? view.language;
  const store = createAppStore({ experiment, client, language, dataUrl: new URL('data/', document.baseURI).href });

  const { session, view: viewSlice } = store.getState();
  viewSlice.setTheme(view.theme);
  viewSlice.setSplit(view.split);
  if (linked !== undefined) tell(store, linked);
  if (kept?.session !== undefined) session.restore(kept.session);
  const preference = deviceFromAddress(window.location.search);
  void session.setDevice(preference === 'auto' ? (kept?.device ?? 'auto') : preference);

  bindAddress(store, (opened) => open(store, opened));
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

/** What is to be said about the document that the page began with. */
function tell(store: AppStore, linked: Result<LinkedDocument, LinkError>): void {
  const { document } = store.getState();
  if (!linked.ok) document.refuseDocument(linked.error);
  else if (linked.value.repairs.length > 0) document.showRepairs(linked.value.repairs);
}
