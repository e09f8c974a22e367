import { layersOfUnit, shownNetwork } from '../../../experiment/groups';
import type { AppState } from '../../../state/app-state';
import { wireKey } from '../../common/selection-keys';
import type { Subject } from './menu/opened';

/** What stands there on the canvas: a layer, a wire, a tie, or nothing. */
export function partAt(target: Element): { readonly layer?: string; readonly edge?: string } {
  const layer = target.closest('.react-flow__node')?.getAttribute('data-id');
  const edge = target.closest('.react-flow__edge')?.getAttribute('data-id');
  return { ...(typeof layer === 'string' ? { layer } : {}), ...(typeof edge === 'string' ? { edge } : {}) };
}

/**
 * What a menu that is asked for there is about. A layer that isn't selected is selected alone; one of
 * several that are brings all of them.
 */
export function subjectOf(target: Element, { view, document }: Pick<AppState, 'view' | 'document'>): Subject {
  const { selectedLayers, select } = view;
  const { layer, edge } = partAt(target);
  if (layer !== undefined) {
    // A folded box stands for its layers.
    const ids = layersOfUnit(document.experiment.network, layer);
    if (ids.every((id) => selectedLayers.includes(id))) return { kind: 'layers', ids: selectedLayers };
    select(ids);
    return { kind: 'layers', ids };
  }
  if (edge === undefined) return { kind: 'canvas' };
  const wires = shownNetwork(document.experiment.network).wires.find(({ from, to }) => wireKey({ from, to }) === edge)?.wires;
  select([], wires?.map(wireKey) ?? [edge]);
  if (wires !== undefined) return { kind: 'wires', wires };
  const [first = '', second = ''] = edge.split('~');
  return { kind: 'tie', tie: { first, second } };
}
