import { useMemo } from 'react';
import { useApp } from '../common/app-store';
import { tieKey, wireKey } from '../common/selection-keys';
import { LayerDetails } from './layer/layer-details';
import { NetworkTotals } from './network-totals';
import { SelectedLayers } from './selected-layers';
import { TieDetails } from './tie-details';
import { WireDetails } from './wire-details';

/**
 * What is selected on the canvas, with everything that can be set about it; without a selection the
 * network's totals.
 */
export function LayerInspector() {
  const { layers, wires, ties } = useApp((state) => state.document.experiment.network);
  const ids = useApp((state) => state.view.selectedLayers);
  const key = useApp((state) => state.view.selectedWire);
  const selected = useMemo(() => layers.filter((layer) => ids.includes(layer.id)), [layers, ids]);
  const wire = wires.find((candidate) => wireKey(candidate) === key);
  const tie = ties.find((candidate) => tieKey(candidate) === key);
  const [only] = selected;
  if (selected.length > 1) return <SelectedLayers ids={selected.map((layer) => layer.id)} />;
  if (only !== undefined) return <LayerDetails key={only.id} layer={only} />;
  if (tie !== undefined) return <TieDetails tie={tie} />;
  return wire === undefined ? <NetworkTotals /> : <WireDetails wire={wire} />;
}
