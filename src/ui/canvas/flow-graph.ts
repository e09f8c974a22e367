import { Position, type Edge, type Node } from '@xyflow/react';
import type { Layer, Wire } from '../../domain/network/network';
import { sameJson } from '../../lib/json';
import type { ShownNetwork, ShownUnit, ShownWire } from '../../experiment/groups';
import type { Tie } from '../../domain/network/ties';
import { tieKey, wireKey } from '../common/selection-keys';
import { nodeOriginOf, toCanvas, type Drawing } from './viewport/drawing';

/** A layer, or a group that is folded to a box: then `layer` is its first. */
export type LayerNode = Node<{ readonly layer: Layer; readonly unit: ShownUnit }, 'layer' | 'group'>;
/** The wires that run from one unit to another one, drawn as one. */
export type StrandEdge = Edge<{ readonly wires: readonly Wire[] }, 'strands'>;
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
  unitOf: ShownNetwork['unitOf'],
  before: readonly TieEdge[],
): TieEdge[] {
  const former = new Map(before.map((edge) => [edge.id, edge]));
  return ties.flatMap((tie) => {
    const id = tieKey(tie);
    const [source, target] = [unitOf.get(tie.first), unitOf.get(tie.second)];
    if (source === undefined || target === undefined || source === target) return [];
    const ariaLabel = label(tie);
    const old = former.get(id);
    const isSelected = selected.includes(id);
    if (old?.data?.tie === tie && old.source === source && old.target === target && old.selected === isSelected && old.ariaLabel === ariaLabel) return [old];
    return [{ id, type: 'tie', source, target, data: { tie }, selected: isSelected, reconnectable: false, ariaLabel }];
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
  readonly label: (unit: ShownUnit) => string;
}

/**
 * The nodes of the canvas; those that look the same as before are the same objects, so that only
 * the others are drawn again.
 */
export function flowNodes(units: readonly ShownUnit[], placement: Placement, before: readonly LayerNode[]): LayerNode[] {
  const former = new Map(before.map((node) => [node.id, node]));
  // Said of each node: React Flow would place those of unchanged size by the origin before, and
  // look for their ports where they were.
  const down = placement.drawing.direction === 'down';
  const turned = {
    origin: nodeOriginOf(placement.drawing),
    targetPosition: down ? Position.Top : Position.Left,
    sourcePosition: down ? Position.Bottom : Position.Right,
  };
  return units.flatMap((unit): readonly LayerNode[] => {
    const { id, layers, group } = unit;
    const [layer] = layers;
    if (layer === undefined) return [];
    const { x, y } = toCanvas(placement.drawing, placement.dragged.get(id) ?? unit);
    const measured = placement.measured.get(id);
    const selected = layers.every((one) => placement.selected.includes(one.id));
    const draggable = selected || !placement.byTouch;
    const ariaLabel = placement.label(unit);
    const old = former.get(id);
    const same =
      old !== undefined &&
      old.data.unit.group === group &&
      sameItems(old.data.unit.layers, layers) &&
      old.origin === turned.origin &&
      old.position.x === x &&
      old.position.y === y &&
      old.measured === measured &&
      old.selected === selected &&
      old.draggable === draggable &&
      old.ariaLabel === ariaLabel;
    if (same) return [old];
    return [
      {
        id,
        type: group === undefined ? 'layer' : 'group',
        position: { x, y },
        ...turned,
        data: { layer, unit },
        selected,
        draggable,
        ariaLabel,
        ...(measured === undefined ? {} : { measured }),
      },
    ];
  });
}

function sameItems<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

/** The edges of the canvas; those that are the same as before are the same objects. */
export function flowEdges(
  bundles: readonly ShownWire[],
  selected: readonly string[],
  label: (wire: ShownWire) => string,
  before: readonly StrandEdge[],
): StrandEdge[] {
  const former = new Map(before.map((edge) => [edge.id, edge]));
  return bundles.map((bundle) => {
    const { from, to, wires } = bundle;
    const id = edgeId(bundle);
    const ariaLabel = label(bundle);
    const old = former.get(id);
    const isSelected = wires.some((wire) => selected.includes(wireKey(wire)));
    if (old?.data !== undefined && sameJson(old.data.wires, wires) && old.selected === isSelected && old.ariaLabel === ariaLabel) return old;
    // The ends of a selected wire can be dragged: they lie over the ports, which begin new wires.
    const ends = { reconnectable: isSelected && !isOfBox(bundle), zIndex: isSelected ? 1 : 0 };
    return { id, type: 'strands', source: from, target: to, data: { wires }, selected: isSelected, ...ends, ariaLabel };
  });
}

/** The id of the edge that wires between two units are drawn as. */
export function edgeId({ from, to }: ShownWire): string {
  return wireKey({ from, to });
}

function isOfBox({ from, to, wires }: ShownWire): boolean {
  return wires.some((wire) => wire.from !== from || wire.to !== to);
}

/**
 * True if most of what is drawn now stands elsewhere or wasn't there, or groups were opened or
 * folded: another drawing, to be looked at as a whole.
 */
export function isOtherDrawing(before: ShownNetwork, after: ShownNetwork): boolean {
  if (before === after) return false;
  const boxes = ({ units, frames }: ShownNetwork) => [units.flatMap(({ id, group }) => (group === undefined ? [] : [id])), frames.map(({ group }) => group.id)];
  if (!sameJson(boxes(before), boxes(after))) return true;
  const places = new Map(before.units.map((unit) => [unit.id, unit]));
  const kept = after.units.filter(({ id, x, y, layers }) => {
    const old = places.get(id);
    return old !== undefined && old.layers[0]?.kind === layers[0]?.kind && old.x === x && old.y === y;
  });
  return kept.length * 2 < after.units.length;
}

/** New places of units as those of their layers: a box takes all of its own with it. */
export function placesOfLayers({ units }: Pick<ShownNetwork, 'units'>, places: readonly { readonly id: string; readonly x: number; readonly y: number }[]) {
  return places.flatMap(({ id, x, y }) => {
    const unit = units.find((one) => one.id === id);
    return unit?.layers.map((layer) => ({ id: layer.id, x: layer.x + x - unit.x, y: layer.y + y - unit.y })) ?? [];
  });
}
