import { balancingMethod, type BalancingId } from './balancing-methods';

/**
 * The tasks (their indices) that a person leaves out: those with a set weight of 0 where it counts,
 * which is with static weights, with a method that takes the set weights as its preference, and for
 * a task outside `balanced` (the tasks that a method sees). A 0 that a method gives is none of
 * these. What only such tasks use stands still.
 */
export function tasksLeftOut(method: BalancingId, weights: readonly number[], balanced: readonly number[]): ReadonlySet<number> {
  const { usesPreference } = balancingMethod(method);
  return new Set([...weights.keys()].filter((task) => weights[task] === 0 && (usesPreference || !balanced.includes(task))));
}
