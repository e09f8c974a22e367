import type { BalancingRule } from '../balancing-method';
import { balanceOnCone } from '../dual-cone';
import { at, sumOf } from '../solvers/matrix';
import type { Solution } from '../solvers/quadratic-programme';

export const upgradRule: BalancingRule = {
  balance: (input) => balanceOnCone(input, meanOfProjections),
};

function meanOfProjections(project: (from: readonly number[]) => Solution, tasks: number, share: number): Solution {
  const own = Array.from({ length: tasks }, (_, task) => task);
  const projections = own.map((task) => project(own.map((other) => (other === task ? share : 0))));
  return {
    point: own.map((task) => sumOf(projections.map(({ point }) => at(point, task)))),
    converged: projections.every(({ converged }) => converged),
  };
}
