import type { BalancingMethod } from './balancing-method';
import { pcgrad } from './pcgrad';
import { staticWeights } from './static';
import { uncertainty } from './uncertainty';

/** Every balancing method by its id. The ids stand in links: never rename one. */
export const balancingMethods = {
  static: staticWeights,
  uw: uncertainty,
  pcgrad,
} as const satisfies Record<string, BalancingMethod>;

export type BalancingId = keyof typeof balancingMethods;

/** A method, typed loosely, for code that treats all alike. */
export function balancingMethod(id: BalancingId): BalancingMethod {
  return balancingMethods[id];
}
