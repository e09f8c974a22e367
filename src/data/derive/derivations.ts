import type { Derivation } from './derivation';
import { digitHunt } from './digit-hunt';
import { twoDigits } from './two-digits';

/** Every derived data set by its id. The ids stand in links: never rename one. */
export const derivations = { 'digit-hunt': digitHunt, 'two-digits': twoDigits } as const satisfies Record<string, Derivation>;

export type DerivationId = keyof typeof derivations;
