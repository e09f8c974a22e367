import type { BalancingRule } from '../balancing-method';
import { balanceByGram, notesOf, type Weighed } from '../gram-weights';
import { solveLinear } from '../solvers/linear-system';
import { at, inner, times } from '../solvers/matrix';
import { pseudoInverseTimes, type UnitGram } from '../solvers/unit-gram';

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
