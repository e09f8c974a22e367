import { balancingMethod, balancingMethods, type BalancingId } from './balancing-methods';
import { keysOf } from '../../lib/keys';

/**
 * What a method works on: fixed or drawn weights, weights of the losses, or the tasks' gradients
 * one by one.
 */
export type MethodGroup = 'fixed' | 'losses' | 'gradients';

/**
 * Five to begin with, one of each idea: weights as set, which is what all others must beat; weights
 * from the size of the losses and from how fast they fall, both at no cost; conflict cut away; and a
 * direction between the mean and the worst-off task, which keeps the length of a step, so that the
 * learning rate keeps its meaning (with Nash-MTL it does not).
 */
export const recommendedMethods: readonly BalancingId[] = ['static', 'uw', 'dwa', 'pcgrad', 'cagrad'];

/** The first of the recommended methods of each group: what a comparison of methods begins with. */
export const oneOfEachGroup: readonly BalancingId[] = recommendedMethods.filter((id, place) => recommendedMethods.findIndex((other) => groupOf(other) === groupOf(id)) === place);

/** Every method as the list shows them: the recommended ones, then the others by their groups. */
export const methodIds: readonly BalancingId[] = [
  ...recommendedMethods,
  ...keysOf(balancingMethods).filter((id) => !recommendedMethods.includes(id)),
];

/** The group that a method stands in, by what it reads of a step and what it scales. */
export function groupOf(id: BalancingId): MethodGroup {
  const { needs, scalesTaskSpecific } = balancingMethod(id);
  if (needs === 'nothing') return 'fixed';
  return scalesTaskSpecific && needs !== 'jacobian' ? 'losses' : 'gradients';
}
