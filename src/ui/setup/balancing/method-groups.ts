import { balancingMethod, balancingMethods, type BalancingId } from '../../../domain/balancing/balancing-methods';
import { keysOf } from '../../../lib/keys';

/**
 * What a method works on: fixed or drawn weights, weights of the losses, or the tasks' gradients
 * one by one.
 */
export type MethodGroup = 'fixed' | 'losses' | 'gradients';

/** Every method in the order of the registry. */
export const methodIds = keysOf(balancingMethods);

/** The group that a method stands in, by what it reads of a step and what it scales. */
export function groupOf(id: BalancingId): MethodGroup {
  const { needs, scalesTaskSpecific } = balancingMethod(id);
  if (needs === 'nothing') return 'fixed';
  return scalesTaskSpecific && needs !== 'jacobian' ? 'losses' : 'gradients';
}
