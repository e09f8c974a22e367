import type { AppStore } from '../../../state/store';
import { tieKey, wireKey } from '../../common/selection-keys';

/** Deletes the selected layers, wires and ties as one entry of the history. */
export function removeSelected(store: AppStore): void {
  const { document, view } = store.getState();
  const { selectedLayers, selectedWires } = view;
  const { wires, ties } = document.experiment.network;
  if (selectedLayers.length + selectedWires.length === 0) return;
  view.select([]);
  document.execute('network.remove', {
    layers: selectedLayers,
    wires: wires.filter((wire) => selectedWires.includes(wireKey(wire))),
    ties: ties.filter((tie) => selectedWires.includes(tieKey(tie))),
  });
}
