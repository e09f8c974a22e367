import type { Wire } from '../domain/network/network';
import { madeOnce } from '../lib/made-once';
import type { Experiment, ExperimentGroup, ExperimentLayer, ExperimentNetwork } from './schema';

/** One thing that is drawn of a network: a layer, or a group that is folded to a box. */
export interface ShownUnit {
  /** The layer's id, or `group:` and the group's, which is no layer's. */
  readonly id: string;
  readonly layers: readonly ExperimentLayer[];
  readonly group?: ExperimentGroup;
  /** Upper left corner; of a box that of its layers. */
  readonly x: number;
  readonly y: number;
}

/** A wire as it is drawn: between two units, for all wires that run there. */
export interface ShownWire {
  readonly from: string;
  readonly to: string;
  readonly wires: readonly Wire[];
}

/** A network as it is drawn. */
export interface ShownNetwork {
  readonly units: readonly ShownUnit[];
  readonly wires: readonly ShownWire[];
  /** Groups that are open, with their layers. */
  readonly frames: readonly { readonly group: ExperimentGroup; readonly layers: readonly ExperimentLayer[] }[];
  /** The unit that a layer is drawn as, or in. */
  readonly unitOf: ReadonlyMap<string, string>;
}

/** The id of a group's box. */
export function boxId(group: Pick<ExperimentGroup, 'id'>): string {
  return `group:${group.id}`;
}

/** True for the id of a group's box; ids of layers have no ":". */
export function isBox(unit: string): boolean {
  return unit.includes(':');
}

/** The layers that a unit stands for: itself, or all of its box. */
export function layersOfUnit(network: ExperimentNetwork, unit: string): readonly string[] {
  return shownNetwork(network).units.find(({ id }) => id === unit)?.layers.map((layer) => layer.id) ?? [];
}

/**
 * The wires of the document that one between two units can be: a folded group gives from those of
 * its layers that feed none of the others, and takes at those that none of the others feeds.
 */
export function wiresBetween(network: ExperimentNetwork, { from, to }: Wire): readonly Wire[] {
  const ends = (unit: string, near: keyof Wire, far: keyof Wire) => {
    const layers = layersOfUnit(network, unit);
    const open = layers.filter((id) => !network.wires.some((wire) => wire[near] === id && layers.includes(wire[far])));
    // In a loop every layer feeds another one.
    return open.length > 0 ? open : layers;
  };
  return ends(from, 'from', 'to').flatMap((source) => ends(to, 'to', 'from').map((target) => ({ from: source, to: target })));
}

/** What is drawn of a network, with its groups folded as they are; remembered by network. */
export const shownNetwork = madeOnce(drawn);

function drawn({ layers, wires, folded = [] }: ExperimentNetwork): ShownNetwork {
  const groupOf = new Map(folded.flatMap((group) => group.layers.map((layer) => [layer, group] as const)));
  const members = new Map<string, ExperimentLayer[]>();
  for (const layer of layers) {
    const group = groupOf.get(layer.id);
    if (group !== undefined) members.set(group.id, [...(members.get(group.id) ?? []), layer]);
  }
  const unitOf = new Map(layers.map(({ id }) => [id, unitId(id, groupOf.get(id))] as const));
  const units = layers.flatMap((layer): readonly ShownUnit[] => {
    const group = groupOf.get(layer.id);
    if (group === undefined || group.open === true) return [{ id: layer.id, layers: [layer], x: layer.x, y: layer.y }];
    const own = members.get(group.id) ?? [];
    if (own[0] !== layer) return [];
    return [{ id: boxId(group), layers: own, group, x: Math.min(...own.map(({ x }) => x)), y: Math.min(...own.map(({ y }) => y)) }];
  });
  const bundles = new Map<string, { from: string; to: string; wires: Wire[] }>();
  for (const wire of wires) {
    const [from, to] = [unitOf.get(wire.from), unitOf.get(wire.to)];
    if (from === undefined || to === undefined || (from === to && from !== wire.from)) continue;
    const key = `${from}>${to}`;
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, { from, to, wires: [wire] });
    else bundle.wires.push(wire);
  }
  const frames = folded.flatMap((group) => (group.open === true ? [{ group, layers: members.get(group.id) ?? [] }] : []));
  return { units, wires: [...bundles.values()], frames, unitOf };
}

function unitId(layer: string, group: ExperimentGroup | undefined): string {
  return group === undefined || group.open === true ? layer : boxId(group);
}

/**
 * The document with its groups as they can be: of layers and tasks that are there, a layer in one of
 * them at the most, none without layers. The same object where that is so already.
 */
export function withSoundGroups(experiment: Experiment): Experiment {
  const { network, tasks } = experiment;
  if (network.folded === undefined) return experiment;
  const left = new Set(network.layers.map((layer) => layer.id));
  const groups = network.folded.flatMap((group): readonly ExperimentGroup[] => {
    const layers = group.layers.filter((layer) => left.delete(layer));
    if (layers.length === 0) return [];
    const { task, ...others } = group;
    return [{ ...others, ...(task !== undefined && tasks.some(({ id }) => id === task) ? { task } : {}), layers }];
  });
  const { folded, ...bare } = network;
  if (JSON.stringify(groups) === JSON.stringify(folded)) return experiment;
  return { ...experiment, network: groups.length === 0 ? bare : { ...bare, folded: groups } };
}
