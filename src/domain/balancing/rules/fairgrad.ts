import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { balanceByGram, notesOf, type Weighed } from '../gram-weights';
import { solvePowerSystem } from '../solvers/power-system';
import type { UnitGram } from '../solvers/unit-gram';
import { parameters } from '../fairgrad';

export const fairgradRule: BalancingRule = {
  balance: (input) => balanceByGram(input, (unit, { values }) => fairWeights(unit, numberOf(parameters, values, 'alpha'))),
};

function fairWeights(unit: UnitGram, alpha: number): Weighed {
  const { point, converged } = solvePowerSystem(unit, 1 / alpha);
  return { weights: point, notes: notesOf({ converged, singular: unit.singular }) };
}
