import { numberOf } from '../../parameters';
import type { BalancingRule } from '../balancing-method';
import { balanceByGram, notesOf, type Weighed } from '../gram-weights';
import { at, inner, times } from '../solvers/matrix';
import { solvePowerSystem } from '../solvers/power-system';
import type { UnitGram } from '../solvers/unit-gram';
import { parameters } from '../nash';

export const nashRule: BalancingRule = {
  balance: (input) => balanceByGram(input, (unit, { values }) => bargained(unit, numberOf(parameters, values, 'maxNorm'))),
};

/** `most`: the norm that the direction is clipped to. */
function bargained(unit: UnitGram, most: number): Weighed {
  const { point, converged } = solvePowerSystem(unit, 1);
  const lengths = point.map((weight, task) => weight * at(unit.norms, task));
  const norm = Math.sqrt(Math.max(0, inner(lengths, times(unit.cosines, lengths))));
  const factor = most > 0 && norm > most ? most / norm : 1;
  return { weights: point.map((weight) => weight * factor), notes: notesOf({ converged, singular: unit.singular }) };
}
