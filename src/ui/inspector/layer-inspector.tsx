import { useMemo } from 'react';
import { useApp } from '../common/app-store';
import { tieKey, wireKey } from '../common/selection-keys';
import { LayerDetails } from './layer/layer-details';
import { NetworkTotals } from './network-totals';
import { SelectedParts } from './selected-parts';
import { TieDetails } from './tie-details';
import { WireDetails } from './wire-details';

/**
 * What is selected on the canvas, with everything that can be set about it; without a selection the
 * network's totals.
 */
export function LayerInspector() {
  const { layers, wires, ties } = useApp((state) => state.document.experiment.network);
  const ids = useApp((state) => state.view.selectedLayers);
  const keys = useApp((state) => state.view.selectedWires);
  const selected = useMemo(() => layers.filter((layer) => ids.includes(layer.id)), [layers, ids]);
  const selectedWires = wires.filter((wire) => keys.includes(wireKey(wire)));
  const selectedTies = ties.filter((tie) => keys.includes(tieKey(tie)));
  const [only, wire, tie] = [selected[0], selectedWires[0], selectedTies[0]];
  if (selected.length + selectedWires.length + selectedTies.length > 1)
    return <SelectedParts layers={selected.map((layer) => layer.id)} wires={selectedWires} ties={selectedTies} />;
  if (only !== undefined) return <LayerDetails key={only.id} layer={only} />;
  if (tie !== undefined) return <TieDetails tie={tie} />;
  return wire === undefined ? <NetworkTotals /> : <WireDetails wire={wire} />;
}
