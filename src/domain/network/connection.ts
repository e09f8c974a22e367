import { fail, ok, type Result } from '../../lib/result';
import { analyse, type NetworkAnalysis } from './analysis';
import type { NetworkContext, ShapeFault } from './layer-kind';
import { layerKind } from './layer-kinds';
import type { Network, Wire } from './network';
import { leadsTo } from './reachability';

/** Why a wire may not be drawn, as a code for the text catalogue with the params of the text. */
export interface ConnectionRefusal {
  readonly code:
    | ShapeFault['code']
    | 'unknown-layer'
    | 'self'
    | 'duplicate'
    | 'cycle'
    | 'input-takes-none';
  /** With a fault of a layer's shape, `layer` is the id of that layer. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** What may go wrong with a layer by what it is given, in contrast to what it lacks. */
const shapeFaults: readonly string[] = [
  'needs-image',
  'window-too-large',
  'shapes-differ',
  'sizes-differ',
  'odd-channels',
  'too-large',
] satisfies ShapeFault['code'][];

/**
 * The wires with a further one. Where its target takes one input it stands in place of what entered
 * there; elsewhere it becomes the last of the target's inputs.
 * @param moved a wire that becomes the new one: it goes, and where the target stays the new one has
 * its place among the inputs
 */
export function withWire(network: Network, wire: Wire, moved?: Wire): readonly Wire[] {
  const target = network.layers.find((layer) => layer.id === wire.to);
  const takesOne = target !== undefined && layerKind(target.kind).inputs === 'one';
  const wires = network.wires.filter((other) => !(takesOne && other.to === wire.to) && !(moved !== undefined && sameWire(other, moved)));
  if (moved?.to !== wire.to) return [...wires, wire];
  const before = network.wires.slice(0, network.wires.findIndex((other) => sameWire(other, moved)));
  const place = before.filter((other) => wires.includes(other)).length;
  return [...wires.slice(0, place), wire, ...wires.slice(place)];
}

/** True if both lead from and to the same layers. */
export function sameWire(one: Wire, other: Wire): boolean {
  return one.from === other.from && one.to === other.to;
}

/**
 * Whether a wire may be drawn from one layer to another, as `withWire` draws it. Refused is what
 * could never be right (loops, a wire into an input) and what would break a layer that is sound, or
 * give the target what it cannot take. Faults that are there already, or that lie hidden behind
 * one, do not count: they are shown where they are. Never throws.
 * @param moved a wire that would become this one
 */
export function checkConnection(
  network: Network,
  { from, to }: Wire,
  tasks: readonly string[],
  context: NetworkContext,
  moved?: Wire,
): Result<true, ConnectionRefusal> {
  const kept = moved === undefined ? network : { ...network, wires: network.wires.filter((wire) => !sameWire(wire, moved)) };
  const drawn = checkEnds(kept, from, to);
  if (!drawn.ok) return drawn;
  const after: Network = { ...network, wires: withWire(network, { from, to }, moved) };
  const broken = newFault(analyse(network, tasks, context), analyse(after, tasks, context), to);
  return broken === undefined ? ok(true) : fail(broken);
}

/** The part of the check that looks at the drawing alone, not at shapes. */
function checkEnds(network: Network, from: string, to: string): Result<true, ConnectionRefusal> {
  const refuse = (code: ConnectionRefusal['code']) => fail<ConnectionRefusal>({ code, params: { from, to } });
  const source = network.layers.find((layer) => layer.id === from);
  const target = network.layers.find((layer) => layer.id === to);
  if (source === undefined || target === undefined) return refuse('unknown-layer');
  if (from === to) return refuse('self');
  const takes = layerKind(target.kind).inputs;
  if (takes === 'none') return refuse('input-takes-none');
  if (network.wires.some((wire) => sameWire(wire, { from, to }))) return refuse('duplicate');
  return leadsTo(network, to, from) ? refuse('cycle') : ok(true);
}

/**
 * The first fault of shape that a change brought: on a layer that was sound before, or on the layer
 * `target` that the change is about. Undefined if it brought none.
 */
export function newFault(before: NetworkAnalysis, after: NetworkAnalysis, target: string): ConnectionRefusal | undefined {
  for (const { layer, code, params } of after.faults) {
    if (layer === undefined || !isShapeFault(code)) continue;
    const had = before.faults.some((fault) => fault.layer === layer && fault.code === code);
    if (before.shapes.has(layer) || (layer === target && !had)) return { code, params: { ...params, layer } };
  }
  return undefined;
}

function isShapeFault(code: string): code is ShapeFault['code'] {
  return shapeFaults.includes(code);
}
