import type { BalancingMethod, BalancingRule } from './balancing-method';
import { balanceOnCone, coneFacts } from './dual-cone';
import { at, sumOf } from './solvers/matrix';
import type { Solution } from './solvers/quadratic-programme';

/**
 * UPGrad (Quinton and Rey 2024, equation 5): every gradient is projected on the cone of directions
 * that conflict with none, and the mean of the projections is taken. With eps = 0 the direction is
 * linear in the length of each gradient.
 */
export const upgrad: BalancingMethod = {
  ...coneFacts,
  reference: 'Quinton, Rey: Jacobian Descent for Multi-Objective Optimization (2024)',
};

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
