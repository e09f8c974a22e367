import type { BalancingRule } from '../balancing-method';
import { balanceByGram, notesOf, type Weighed } from '../gram-weights';
import { at } from '../solvers/matrix';
import { applySpectral, symmetricEigen } from '../solvers/symmetric-eigen';
import { gramOf, inUnitsOfLongest, rankTolerance, type UnitGram } from '../solvers/unit-gram';

export const alignedRule: BalancingRule = {
  balance: (input) => balanceByGram(input, (unit, { preference }) => alignedWeights(unit, preference)),
};

function alignedWeights(unit: UnitGram, preference: readonly number[]): Weighed {
  const eigen = symmetricEigen(gramOf(inUnitsOfLongest(unit)));
  const threshold = rankTolerance(unit.norms.length) * at(eigen.values, eigen.values.length - 1);
  const least = Math.min(...eigen.values.filter((value) => value > threshold));
  const weights = applySpectral(eigen, (value) => (value > threshold ? Math.sqrt(least / value) : 0), preference);
  return { weights, notes: notesOf({ singular: eigen.values.some((value) => value <= threshold) }) };
}
