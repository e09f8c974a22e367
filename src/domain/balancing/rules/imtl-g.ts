import type { BalancingRule } from '../balancing-method';
import { balanceByGram, notesOf, type Weighed } from '../gram-weights';
import { solveLinear } from '../solvers/linear-system';
import { at, sumOf } from '../solvers/matrix';
import { gramOf, inUnitsOfLongest, pseudoInverseTimes, type UnitGram } from '../solvers/unit-gram';

export const imtlGRule: BalancingRule = {
  balance: (input) => balanceByGram(input, equalProjections),
};

function equalProjections(unit: UnitGram): Weighed {
  const regular = unit.singular ? undefined : solveLinear(unit.cosines, unit.norms.map(() => 1));
  const singular = regular === undefined;
  const raw = regular?.map((value, task) => value / at(unit.norms, task)) ?? dependentProjections(unit);
  const sum = sumOf(raw);
  // Of gradients that cancel, single precision leaves a Σ w that is noise.
  const least = singular ? 1e-5 : 1e-9;
  if (!(Math.abs(sum) > least * sumOf(raw.map(Math.abs)))) return { weights: raw.map(() => 0), notes: ['singular'] };
  const notes = notesOf({ singular });
  return { weights: raw.map((value) => value / Math.abs(sum)), notes: sum < 0 ? [...notes, 'negative-sum'] : notes };
}

/** G⁺ √diag G up to a factor. */
function dependentProjections(unit: UnitGram): number[] {
  const scaled = inUnitsOfLongest(unit);
  return pseudoInverseTimes(gramOf(scaled), scaled.norms);
}
