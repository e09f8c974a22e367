import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';
import { notesOf, stateless, weighGram } from './gram-weights';
import { solvePowerSystem } from './solvers/power-system';
import type { UnitGram } from './solvers/unit-gram';

const parameters: ParameterSpecs = {
  alpha: { kind: 'real', min: 0.1, max: 10, default: 1, scale: 'log' },
};

/**
 * FairGrad (Ban and Ji 2024, equation 4): G x = x^{−1/α}, the α-fair division of progress among the tasks: α = 1 is Nash-MTL without clipping,
 * α → 0 the plain sum, α → ∞ looks after the task that gains least. The direction is not clipped.
 */
export const fairgrad: BalancingMethod = {
  parameters,
  needs: 'gram',
  scalesTaskSpecific: false,
  usesPreference: false,
  initialState: () => [],
  initialLearned: () => [],
  balance: ({ gram, values, state }) => {
    const power = 1 / numberOf(parameters, values, 'alpha');
    const fair = (unit: UnitGram) => {
      const { point, converged } = solvePowerSystem(unit, power);
      return { weights: point, notes: notesOf({ converged, singular: unit.singular }) };
    };
    return stateless(weighGram(gram, fair), state);
  },
  reference: 'Ban, Ji: Fair Resource Allocation in Multi-Task Learning (ICML 2024)',
};
