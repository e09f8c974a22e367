import type { Wire } from '../../domain/network/network';
import type { Tie } from '../../domain/network/ties';

/** The key of a wire on the canvas and in the selection. Ids of layers have no ">". */
export function wireKey({ from, to }: Wire): string {
  return `${from}>${to}`;
}

/** The wire of a key; undefined for text that is no key. */
export function wireOfKey(key: string): Wire | undefined {
  const [from, to] = key.split('>');
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** The key of a tie on the canvas and in the selection. Ids of layers have no "~". */
export function tieKey({ first, second }: Pick<Tie, 'first' | 'second'>): string {
  return `${first}~${second}`;
}
