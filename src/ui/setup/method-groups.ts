import { balancingMethod, balancingMethods, type BalancingId } from '../../domain/balancing/balancing-methods';

/** What a method works on: fixed or drawn weights, weights of the losses, or the tasks' gradients one by one. */
export type MethodGroup = 'fixed' | 'losses' | 'gradients';

const isMethod = (key: string): key is BalancingId => Object.hasOwn(balancingMethods, key);

/** Every method in the order of the registry. */
export const methodIds: readonly BalancingId[] = Object.keys(balancingMethods).filter(isMethod);

/** The group that a method stands in, by what it reads of a step and what it scales. */
export function groupOf(id: BalancingId): MethodGroup {
  const { needs, scalesTaskSpecific } = balancingMethod(id);
  if (needs === 'nothing') return 'fixed';
  return scalesTaskSpecific && needs !== 'jacobian' ? 'losses' : 'gradients';
}
