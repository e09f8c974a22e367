import { numberOf } from '../parameters';
import type { BalancingInput, BalancingOutput } from './balancing-method';
import { coneParameters } from './gram-facts';
import { balanceByGram, notesOf } from './gram-weights';
import { at, plusDiagonal, sumOf, times } from './solvers/matrix';
import { minimiseOnCone, type Solution } from './solvers/quadratic-programme';
import { gramOf, inUnitsOfLongest, unitGram, type UnitGram } from './solvers/unit-gram';

/**
 * How often eps is made smaller before the method says that it did not converge; of thousands of
 * random Gram matrices none took more than 35.
 */
const ROUNDS = 200;

/**
 * What a method answers that projects on the cone of directions that harm no task. As in TorchJD it
 * is solved on G / tr G + eps · I, which leaves g_i · d at or above −eps · tr G times task i's
 * weight. The methods promise −eps · tr G: where a weight above 1 breaks that, eps is made smaller
 * until it holds.
 * @param combine the weights of `tasks` tasks, each with its share in the mean; `project` gives the
 * weights of Σ from_i g_i projected on the cone
 */
export function balanceOnCone(
  input: BalancingInput,
  combine: (project: (from: readonly number[]) => Solution, tasks: number, share: number) => Solution,
): BalancingOutput {
  const weigh: Parameters<typeof balanceByGram>[1] = (unit, { values, share }) => {
    const allowed = numberOf(coneParameters, values, 'eps');
    const scaled = withTraceOne(unit);
    const solve = (eps: number) => {
      const cone = regularised(scaled, eps);
      const { point, converged } = combine((from) => projectOnDualCone(cone, from), unit.norms.length, share);
      return { weights: point, converged, harm: mostHarm(scaled, point) };
    };
    let eps = allowed;
    let solved = solve(eps);
    for (let round = 0; eps > 0 && solved.harm > allowed && round < ROUNDS; round += 1) {
      // A little below the bound, so that it is reached and not only neared.
      eps *= (0.99 * allowed) / solved.harm;
      solved = solve(eps);
    }
    const { weights, converged, harm } = solved;
    return { weights, notes: notesOf({ converged: converged && (eps === 0 || harm <= allowed) }) };
  };
  return balanceByGram(input, weigh, 'from-mean');
}

/** The same Gram matrix divided by its trace. */
function withTraceOne(unit: UnitGram): UnitGram {
  const { norms, ...rest } = inUnitsOfLongest(unit);
  const length = Math.sqrt(sumOf(norms.map((norm) => norm ** 2)));
  return { ...rest, norms: norms.map((norm) => norm / length) };
}

/** G + eps · I. */
function regularised(unit: UnitGram, eps: number): UnitGram {
  return eps === 0 ? unit : unitGram(plusDiagonal(gramOf(unit), () => eps));
}

/** −g_i · d for the task that the direction of these weights [K] harms most. */
function mostHarm({ norms, cosines }: UnitGram, weights: readonly number[]): number {
  const products = times(cosines, weights.map((weight, task) => weight * at(norms, task)));
  return Math.max(...products.map((product, task) => -product * at(norms, task)));
}

/**
 * The weights [K] of the projection of Σ from_i g_i on the cone {v : g_j · v ≥ 0 for all j}: the w
 * ≥ from with the least wᵀGw (Quinton and Rey 2024, proposition 1).
 */
function projectOnDualCone(unit: UnitGram, from: readonly number[]): Solution {
  const { norms, cosines } = unit;
  const lengths = from.map((weight, task) => weight * at(norms, task));
  const slopes = times(cosines, lengths).map((value, task) => value * at(norms, task));
  const { point, converged } = minimiseOnCone(unit, slopes);
  return { point: point.map((value, task) => value + at(from, task)), converged };
}
