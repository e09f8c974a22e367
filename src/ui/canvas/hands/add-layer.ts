import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import type { LayerKindId } from '../../../domain/network/layer-kinds';
import type { Layer, Wire } from '../../../domain/network/network';
import { applyCommand, type CommandArguments } from '../../../experiment/commands';
import type { AppStore } from '../../../state/store';
import { useAppStore } from '../../common/app-store';
import { wireOfKey } from '../../common/selection-keys';
import { usePlace } from './use-place';
import { middleOf, placeAround } from '../viewport/drawing';
import { useDrawing } from '../viewport/drawing-context';

/** How near to the pane's edge a new layer may lie without being brought into the middle, in pixels. */
const nearEdge = 40;

/** Ways to add a layer; the new one is selected. */
export function useAddLayer() {
  const store = useAppStore();
  const flow = useReactFlow();
  const pane = useStoreApi();
  const drawing = useDrawing();
  const placeAt = usePlace();
  return useMemo(
    () => ({
      /**
       * After the selected layer or into the selected wire where it can be wired so, otherwise in
       * the middle of what is seen.
       */
      add: (kind: LayerKindId) => {
        const { width, height, transform: [x, y, zoom] } = pane.getState();
        const middle = placeAround(drawing, { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom });
        const { selectedLayers: [from, ...more], selectedWires: [wire, ...others] } = store.getState().view;
        const into = wire === undefined || others.length > 0 ? undefined : wireOfKey(wire);
        const attempts: CommandArguments<'layer.add'>[] = [];
        if (into !== undefined) attempts.push({ kind, into });
        if (from !== undefined && more.length === 0) attempts.push({ kind, from });
        const added = addFirstAllowed(store, [...attempts, { kind, at: middle }]);
        if (added === undefined) return;
        const centre = middleOf(drawing, added);
        const [left, top] = [centre.x * zoom + x, centre.y * zoom + y];
        const outside = left < nearEdge || top < nearEdge || left > width - nearEdge || top > height - nearEdge;
        if (outside) void flow.setCenter(centre.x, centre.y, { zoom, duration: 200 });
      },
      /** At a point of the window, into a wire if one is given. */
      at: (kind: LayerKindId, point: { readonly x: number; readonly y: number }, into: Wire | undefined) => {
        const place = placeAt(point);
        addFirstAllowed(store, [...(into === undefined ? [] : [{ kind, at: place, into }]), { kind, at: place }]);
      },
    }),
    [store, flow, pane, drawing, placeAt],
  );
}

/**
 * Executes the first attempt that is not refused, or the last one, so that its refusal is told.
 * Returns the new layer.
 */
function addFirstAllowed(store: AppStore, attempts: readonly CommandArguments<'layer.add'>[]): Layer | undefined {
  const { document, view } = store.getState();
  const allowed = attempts.find((attempt) => applyCommand(document.experiment, 'layer.add', attempt).ok) ?? attempts.at(-1);
  if (allowed === undefined) return undefined;
  const before = document.experiment;
  document.execute('layer.add', allowed);
  const after = store.getState().document.experiment;
  const added = after.network.layers.at(-1);
  if (after === before || added === undefined) return undefined;
  view.select([added.id]);
  return added;
}
