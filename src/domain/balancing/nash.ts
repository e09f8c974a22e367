import { numberOf, type ParameterSpecs } from '../parameters';
import type { BalancingMethod, BalancingRule } from './balancing-method';
import { balanceByGram, gramFacts, notesOf, type Weighed } from './gram-weights';
import { at, inner, times } from './solvers/matrix';
import { solvePowerSystem } from './solvers/power-system';
import type { UnitGram } from './solvers/unit-gram';

const parameters: ParameterSpecs = {
  maxNorm: { kind: 'real', min: 0, max: 100, default: 1, scale: 'linear' },
};

/**
 * Nash-MTL (Navon et al. 2022, claim 3.1): G α = 1/α, the tasks' bargaining solution, solved in
 * each step to the end (the authors' code stops a sequence of convex programmes after 20). Its
 * direction has the length √K whatever the gradients' scale; it is clipped to `maxNorm`, 0 for not
 * at all.
 */
export const nash: BalancingMethod = {
  ...gramFacts,
  parameters,
  reference: 'Navon et al.: Multi-Task Learning as a Bargaining Game (ICML 2022)',
};

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
