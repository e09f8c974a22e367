import type { Wire } from '../../../domain/network/network';

/** What is gone through: layers, or units as they are drawn. */
interface Network {
  readonly layers: readonly Placed[];
  readonly wires: readonly Wire[];
}

interface Placed {
  readonly id: string;
  readonly y: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The layer beside another one: to the right what it feeds, to the left what feeds it (the nearest
 * in height of several), up and down the next one of those that are fed by the same layers or feed
 * the same. Undefined where there is none.
 */
export function neighbourOf(network: Network, id: string, direction: Direction): string | undefined {
  const own = network.layers.find((layer) => layer.id === id);
  if (own === undefined) return undefined;
  const known = (ids: readonly string[]) => network.layers.filter((layer) => ids.includes(layer.id));
  const before = (of: string) => network.wires.filter(({ to }) => to === of).map(({ from }) => from);
  const after = (of: string) => network.wires.filter(({ from }) => from === of).map(({ to }) => to);
  const nearest = (layers: readonly Placed[]) => layers.toSorted((one, other) => Math.abs(one.y - own.y) - Math.abs(other.y - own.y))[0]?.id;
  if (direction === 'right') return nearest(known(after(id)));
  if (direction === 'left') return nearest(known(before(id)));
  const siblings = known([...before(id).flatMap(after), ...after(id).flatMap(before)]);
  const side = direction === 'down' ? 1 : -1;
  return nearest(siblings.filter((layer) => layer.id !== id && (layer.y - own.y) * side > 0));
}
