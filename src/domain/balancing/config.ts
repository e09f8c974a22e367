import type { BalancingMethod, BalancingRule } from './balancing-method';
import { balanceByGram, gramFacts, notesOf, type Weighed } from './gram-weights';
import { solveLinear } from './solvers/linear-system';
import { at, inner, times } from './solvers/matrix';
import { pseudoInverseTimes, type UnitGram } from './solvers/unit-gram';

/**
 * ConFIG (Liu, Chu and Thuerey 2024, equation 2): the direction whose cosine with every gradient is
 * the same, as long as the sum of the gradients' projections on it. With cosines C of the unit
 * gradients, it is Σ v_i g_i / ‖g_i‖ for C v = 1; where C has no inverse, v = C⁺ 1.
 */
export const config: BalancingMethod = {
  ...gramFacts,
  reference: 'Liu, Chu, Thuerey: ConFIG: Towards Conflict-free Training of Physics Informed Neural Networks (ICLR 2025)',
};

export const configRule: BalancingRule = {
  balance: (input) => balanceByGram(input, equalCosines),
};

function equalCosines({ norms, cosines, singular }: UnitGram): Weighed {
  const ones = norms.map(() => 1);
  const regular = singular ? undefined : solveLinear(cosines, ones);
  const solved = regular ?? pseudoInverseTimes(cosines, ones);
  const projections = times(cosines, solved);
  const squared = inner(solved, projections);
  // Unit gradients that cancel have no direction in common.
  if (!(squared > 1e-12)) return { weights: ones.map(() => 0), notes: ['singular'] };
  const length = inner(norms, projections) / squared;
  return { weights: solved.map((value, task) => (value * length) / at(norms, task)), notes: notesOf({ singular: regular === undefined }) };
}
