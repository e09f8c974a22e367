import { numberOf } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { coneParameters, projectOnDualCone, regularised } from './dual-cone';
import { notesOf, stateless, weighGram } from './gram-weights';
import type { UnitGram } from './solvers/unit-gram';

/**
 * DualProj: the mean of the gradients, projected on the cone of directions that conflict with none of them (the rule of gradient episodic memory,
 * Lopez-Paz and Ranzato 2017, for tasks instead of memories). Solved on G / tr G + eps · I, as in TorchJD.
 */
export const dualproj: BalancingMethod = {
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
      const { point, converged } = projectOnDualCone(cone, unit.norms.map(() => share));
      return { weights: point, notes: notesOf({ converged }) };
    };
    return stateless(weighGram(gram, project, share), state);
  },
  reference: 'Lopez-Paz, Ranzato: Gradient Episodic Memory for Continual Learning (NeurIPS 2017)',
};
