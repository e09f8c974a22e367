import type { KeyboardEvent } from 'react';
import type { AppStore } from '../../../state/store';
import { useAppStore } from '../../common/app-store';
import { removeSelected } from './remove-selected';

/** What of the canvas hears its keys; not what stands on it, such as a link. */
const hearsKeys = '.react-flow, .react-flow__node, .react-flow__edge';

/**
 * The keys of the canvas, heard while the canvas itself has the focus, a layer on it or a wire. To
 * be called before React Flow's own.
 */
export function useCanvasKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const store = useAppStore();
  return (event) => {
    if (!(event.target instanceof Element) || !event.target.matches(hearsKeys)) return;
    const act = actionOf(event, store);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act(store);
  };
}

function actionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, store: AppStore): ((store: AppStore) => void) | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' && !shiftKey ? selectAll : undefined;
  if (key === 'Delete' || key === 'Backspace') return removeSelected;
  // With nothing selected Escape means what it means around the canvas: it leaves the full screen.
  return key === 'Escape' && hasSelection(store) ? clearSelection : undefined;
}

function selectAll(store: AppStore): void {
  const { document, view } = store.getState();
  view.select(document.experiment.network.layers.map(({ id }) => id));
}

function hasSelection(store: AppStore): boolean {
  const { selectedLayers, selectedWires } = store.getState().view;
  return selectedLayers.length + selectedWires.length > 0;
}

function clearSelection(store: AppStore): void {
  store.getState().view.select([]);
}
