import { coneParameters, projectOnDualCone, regularised } from './dual-cone';
import { gramMethod, notesOf } from './gram-weights';

/**
 * DualProj: the mean of the gradients, projected on the cone of directions that conflict with none of them (the rule of gradient episodic memory,
 * Lopez-Paz and Ranzato 2017, for tasks instead of memories). Solved on G / tr G + eps · I, as in TorchJD.
 */
export const dualproj = gramMethod({
  parameters: coneParameters,
  startsFromMean: true,
  weigh: (unit, { values, share }) => {
    const { point, converged } = projectOnDualCone(regularised(unit, values), unit.norms.map(() => share));
    return { weights: point, notes: notesOf({ converged }) };
  },
  reference: 'Lopez-Paz, Ranzato: Gradient Episodic Memory for Continual Learning (NeurIPS 2017)',
});
