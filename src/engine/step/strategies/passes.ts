import { balancingMethod, type BalancingId } from '../../../domain/balancing/balancing-methods';
import type { Passes } from '../../../protocol/method-cost';
import { backwardStrategy } from '../../balancing/balance';
import type { Plan } from '../../../plan/compile';
import type { Frozen } from '../frozen';

/**
 * How often a step of a method goes through a network, if its batch is not cut into parts and no
 * conflict is measured.
 */
export function passesOf(plan: Plan, frozen: Frozen, method: BalancingId): Passes {
  const tasks = plan.tasks.length;
  const forward = balancingMethod(method).looksAgain === true ? 2 : 1;
  switch (backwardStrategy(plan, frozen, method)) {
    case 'taskwise':
      return { forward, shared: tasks, heads: 0 };
    case 'last-shared':
      return { forward, shared: 1, heads: tasks };
    case 'representation':
    case 'joint':
    case 'unshared':
      return { forward, shared: 1, heads: 0 };
  }
}
