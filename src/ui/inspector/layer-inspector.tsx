import { useMemo } from 'react';
import type { Layer } from '../../domain/network/network';
import { useApp } from '../common/app-store';
import { LayerDetails } from './layer-details';
import { NetworkTotals } from './network-totals';
import { SelectedLayers } from './selected-layers';
import { WireDetails } from './wire-details';

/** What is selected on the canvas, with everything that can be set about it; without a selection the network's totals. */
export function LayerInspector() {
  const { layers, wires } = useApp((state) => state.document.experiment.network);
  const ids = useApp((state) => state.view.selectedLayers);
  const wireKey = useApp((state) => state.view.selectedWire);
  const selected = useMemo(() => layers.filter((layer: Layer) => ids.includes(layer.id)), [layers, ids]);
  const wire = wires.find(({ from, to }) => `${from}>${to}` === wireKey);
  const [only] = selected;
  if (selected.length > 1) return <SelectedLayers ids={selected.map((layer) => layer.id)} />;
  if (only !== undefined) return <LayerDetails key={only.id} layer={only} />;
  return wire === undefined ? <NetworkTotals /> : <WireDetails wire={wire} />;
}
