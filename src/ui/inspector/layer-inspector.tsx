import { useMemo } from 'react';
import { useApp } from '../common/app-store';
import { tieKey, wireKey } from '../common/selection-keys';
import { useNetworkText } from '../common/texts/use-network-text';
import { Section } from '../widgets/section';
import { GroupFields } from './group-fields';
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
  const words = useNetworkText();
  const { layers, wires, ties, folded } = useApp((state) => state.document.experiment.network);
  const ids = useApp((state) => state.view.selectedLayers);
  const keys = useApp((state) => state.view.selectedWires);
  const selected = useMemo(() => layers.filter((layer) => ids.includes(layer.id)), [layers, ids]);
  const selectedWires = wires.filter((wire) => keys.includes(wireKey(wire)));
  const selectedTies = ties.filter((tie) => keys.includes(tieKey(tie)));
  // All of a group, and nothing else.
  const group = folded?.find((one) => one.layers.length === selected.length && selected.every(({ id }) => one.layers.includes(id)));
  const [only, wire, tie] = [selected[0], selectedWires[0], selectedTies[0]];
  if (selected.length + selectedWires.length + selectedTies.length > 1)
    return <SelectedParts group={group} layers={selected.map((layer) => layer.id)} wires={selectedWires} ties={selectedTies} />;
  if (only !== undefined)
    return (
      <>
        {group !== undefined && (
          <Section title={words.group(group)}>
            <GroupFields key={group.id} group={group} />
          </Section>
        )}
        <LayerDetails key={only.id} layer={only} />
      </>
    );
  if (tie !== undefined) return <TieDetails tie={tie} />;
  return wire === undefined ? <NetworkTotals /> : <WireDetails wire={wire} />;
}
