import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod, BalancingRule } from './balancing-method';
import { balanceByGram, gramFacts, notesOf, type Weighed } from './gram-weights';
import { solvePowerSystem } from './solvers/power-system';
import type { UnitGram } from './solvers/unit-gram';

const parameters: ParameterSpecs = {
  alpha: { kind: 'real', min: 0.1, max: 10, default: 1, scale: 'log' },
};

/**
 * FairGrad (Ban and Ji 2024, equation 4): G x = x^{−1/α}, the α-fair division of progress among the
 * tasks: α = 1 is Nash-MTL without clipping, α → 0 the plain sum, α → ∞ looks after the task that
 * gains least. The direction is not clipped.
 */
export const fairgrad: BalancingMethod = {
  ...gramFacts,
  parameters,
  reference: 'Ban, Ji: Fair Resource Allocation in Multi-Task Learning (ICML 2024)',
};

export const fairgradRule: BalancingRule = {
  balance: (input) => balanceByGram(input, (unit, { values }) => fairWeights(unit, numberOf(parameters, values, 'alpha'))),
};

function fairWeights(unit: UnitGram, alpha: number): Weighed {
  const { point, converged } = solvePowerSystem(unit, 1 / alpha);
  return { weights: point, notes: notesOf({ converged, singular: unit.singular }) };
}
