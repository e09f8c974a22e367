import { numberOf } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { coneParameters, projectOnDualCone, regularised } from './dual-cone';
import { notesOf, stateless, weighGram } from './gram-weights';
import { at } from './solvers/matrix';
import type { UnitGram } from './solvers/unit-gram';

/**
 * UPGrad (Quinton and Rey 2024, equation 5): every gradient is projected on the cone of directions that conflict with none, and the mean of the
 * projections is taken. Solved on G / tr G + eps · I, as in TorchJD; with eps = 0 the direction is linear in the length of each gradient.
 */
export const upgrad: BalancingMethod = {
  parameters: coneParameters,
  needs: 'gram',
  scalesTaskSpecific: false,
  usesPreference: false,
  initialState: () => [],
  initialLearned: () => [],
  balance: ({ gram, values, state }) => {
    const share = 1 / gram.length;
    const project = (unit: UnitGram) => {
      const cone = regularised(unit, numberOf(coneParameters, values, 'eps'));
      const projections = unit.norms.map((_, task) => projectOnDualCone(cone, unit.norms.map((__, other) => (other === task ? share : 0))));
      const weights = unit.norms.map((_, task) => projections.reduce((sum, { point }) => sum + at(point, task), 0));
      return { weights, notes: notesOf({ converged: projections.every(({ converged }) => converged) }) };
    };
    return stateless(weighGram(gram, project, share), state);
  },
  reference: 'Quinton, Rey: Jacobian Descent for Multi-Objective Optimization (2024)',
};
