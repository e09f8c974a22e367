import type { CommandArguments, CommandId } from '../../../experiment/commands';
import { taskOfHead } from '../../../domain/network/network';
import { fragmentOf, type Fragment } from '../../../experiment/edits/copies';
import type { Position } from '../../../experiment/edits/placing';
import type { AppStore } from '../../../state/store';

/** Executes a command that may bring layers, and selects those. Returns their ids. */
export function addAndSelect<Id extends CommandId>(store: AppStore, id: Id, args: CommandArguments<Id>): readonly string[] {
  const before = new Set(store.getState().document.experiment.network.layers.map((layer) => layer.id));
  store.getState().document.execute(id, args);
  const added = store.getState().document.experiment.network.layers.filter((layer) => !before.has(layer.id)).map((layer) => layer.id);
  if (added.length > 0) store.getState().view.select(added);
  return added;
}

/** The selected layers with what is among them; undefined where none is selected. */
export function selectedFragment(store: AppStore): Fragment | undefined {
  const { document, view } = store.getState();
  const fragment = fragmentOf(document.experiment, view.selectedLayers);
  return fragment.layers.length === 0 ? undefined : fragment;
}

/**
 * Pastes layers, at a place of the document or beside those that are there. Returns the tasks whose
 * heads were left out, or undefined where nothing was pasted.
 */
export function pasteFragment(store: AppStore, fragment: Fragment, at: Position | undefined): readonly string[] | undefined {
  const added = addAndSelect(store, 'layer.paste', { fragment, ...(at === undefined ? {} : { at }) });
  if (added.length === 0) return undefined;
  const { layers } = store.getState().document.experiment.network;
  const pasted = layers.filter((layer) => added.includes(layer.id)).map(taskOfHead);
  const tasks = fragment.layers.map(taskOfHead).filter((task) => task !== undefined);
  return tasks.filter((task) => !pasted.includes(task));
}
