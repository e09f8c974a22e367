import { coneParameters, projectOnDualCone, regularised } from './dual-cone';
import { gramMethod, notesOf } from './gram-weights';
import { at } from './solvers/matrix';

/**
 * UPGrad (Quinton and Rey 2024, equation 5): every gradient is projected on the cone of directions that conflict with none, and the mean of the
 * projections is taken. Solved on G / tr G + eps · I, as in TorchJD; with eps = 0 the direction is linear in the length of each gradient.
 */
export const upgrad = gramMethod({
  parameters: coneParameters,
  startsFromMean: true,
  weigh: (unit, { values, share }) => {
    const cone = regularised(unit, values);
    const projections = unit.norms.map((_, task) => projectOnDualCone(cone, unit.norms.map((__, other) => (other === task ? share : 0))));
    const weights = unit.norms.map((_, task) => projections.reduce((sum, { point }) => sum + at(point, task), 0));
    return { weights, notes: notesOf({ converged: projections.every(({ converged }) => converged) }) };
  },
  reference: 'Quinton, Rey: Jacobian Descent for Multi-Objective Optimization (2024)',
});
