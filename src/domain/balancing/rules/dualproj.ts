import type { BalancingRule } from '../balancing-method';
import { balanceOnCone } from '../dual-cone';

export const dualprojRule: BalancingRule = {
  balance: (input) => balanceOnCone(input, (project, tasks, share) => project(Array.from({ length: tasks }, () => share))),
};
