import type { Edge, Node } from '@xyflow/react';
import type { Layer, Wire } from '../../domain/network/network';
import type { Tie } from '../../domain/network/ties';
import { tieKey, wireKey } from '../common/selection-keys';
import { toCanvas, type Drawing } from './viewport/drawing';

export type LayerNode = Node<{ readonly layer: Layer }, 'layer'>;
export type StrandEdge = Edge<Record<string, never>, 'strands'>;
export type TieEdge = Edge<{ readonly tie: Tie }, 'tie'>;
export type CanvasEdge = StrandEdge | TieEdge;

/**
 * The edges of the ties, drawn after the wires; those that are the same as before are the same
 * objects.
 */
export function tieEdges(
  ties: readonly Tie[],
  selected: readonly string[],
  label: (tie: Tie) => string,
  before: readonly TieEdge[],
): TieEdge[] {
  const former = new Map(before.map((edge) => [edge.id, edge]));
  return ties.map((tie) => {
    const id = tieKey(tie);
    const ariaLabel = label(tie);
    const old = former.get(id);
    const isSelected = selected.includes(id);
    if (old?.data?.tie === tie && old.selected === isSelected && old.ariaLabel === ariaLabel) return old;
    return { id, type: 'tie', source: tie.first, target: tie.second, data: { tie }, selected: isSelected, reconnectable: false, ariaLabel };
  });
}

/** What the canvas knows of a layer beside the document. */
export interface Placement {
  readonly drawing: Drawing;
  /** Where it is in the document while it is dragged. */
  readonly dragged: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** Its size on the canvas, once it has been drawn. */
  readonly measured: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
  readonly selected: readonly string[];
  /** A finger pans wherever it is put down, and moves only layers that are selected. */
  readonly byTouch: boolean;
  readonly label: (layer: Layer) => string;
}

/**
 * The nodes of the canvas; those that look the same as before are the same objects, so that only
 * the others are drawn again.
 */
export function flowNodes(layers: readonly Layer[], placement: Placement, before: readonly LayerNode[]): LayerNode[] {
  const former = new Map(before.map((node) => [node.id, node]));
  return layers.map((layer) => {
    const { x, y } = toCanvas(placement.drawing, placement.dragged.get(layer.id) ?? layer);
    const measured = placement.measured.get(layer.id);
    const selected = placement.selected.includes(layer.id);
    const draggable = selected || !placement.byTouch;
    const ariaLabel = placement.label(layer);
    const old = former.get(layer.id);
    const same =
      old?.data.layer === layer &&
      old.position.x === x &&
      old.position.y === y &&
      old.measured === measured &&
      old.selected === selected &&
      old.draggable === draggable &&
      old.ariaLabel === ariaLabel;
    if (same) return old;
    return {
      id: layer.id,
      type: 'layer',
      position: { x, y },
      data: { layer },
      selected,
      draggable,
      ariaLabel,
      ...(measured === undefined ? {} : { measured }),
    };
  });
}

/** The edges of the canvas; those that are the same as before are the same objects. */
export function flowEdges(
  wires: readonly Wire[],
  selected: readonly string[],
  label: (wire: Wire) => string,
  before: readonly StrandEdge[],
): StrandEdge[] {
  const former = new Map(before.map((edge) => [edge.id, edge]));
  return wires.map((wire) => {
    const id = wireKey(wire);
    const ariaLabel = label(wire);
    const old = former.get(id);
    const isSelected = selected.includes(id);
    if (old !== undefined && old.selected === isSelected && old.ariaLabel === ariaLabel) return old;
    // The ends of a selected wire can be dragged: they lie over the ports, which begin new wires.
    const ends = { reconnectable: isSelected, zIndex: isSelected ? 1 : 0 };
    return { id, type: 'strands', source: wire.from, target: wire.to, selected: isSelected, ...ends, ariaLabel };
  });
}

/**
 * True if most of what is drawn now stands elsewhere or wasn't there: another network, to be looked
 * at as a whole.
 */
export function isOtherDrawing(before: readonly Layer[], after: readonly Layer[]): boolean {
  const places = new Map(before.map((layer) => [layer.id, layer]));
  const kept = after.filter((layer) => {
    const old = places.get(layer.id);
    return old?.kind === layer.kind && old.x === layer.x && old.y === layer.y;
  });
  return kept.length * 2 < after.length;
}
