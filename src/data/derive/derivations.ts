import type { Derivation } from './derivation';
import { digitHunt } from './digit-hunt';
import { twoDigits } from './two-digits';

/** How every derived data set is composed, by its id in domain/datasets. */
export const derivations = { 'digit-hunt': digitHunt, 'two-digits': twoDigits } as const satisfies Record<string, Derivation>;
