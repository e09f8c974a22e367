import { choiceOf, type ParameterValues } from '../../parameters';
import type { BalancingInput, BalancingOutput, BalancingRule } from '../balancing-method';
import { notesOf, stateless, weighGram, type Weighed } from '../gram-weights';
import { at, isFiniteMatrix, type Matrix } from '../solvers/matrix';
import { minimiseOnSimplex } from '../solvers/quadratic-programme';
import { parameters } from '../mgda';

/**
 * The weights of MGDA: d = Σ α_i ĝ_i, the shortest vector in the convex hull of the ĝ_i, which are
 * the gradients divided by their norm, their loss, both or neither; the effective weights are α_i
 * over that divisor. (Sener and Koltun's code uses the α_i of the divided gradients for the
 * undivided ones, which may then conflict; here as in LibMTL the direction is the shortest vector
 * itself.) A gradient of zero is in the hull and is the shortest.
 */
function weighMgda({ gram, losses, values, state }: BalancingInput): BalancingOutput {
  const divisors = divisorsOf(gram, losses, values);
  const divided = gram.map((row, task) => row.map((value, other) => value / at(divisors, task) / at(divisors, other)));
  const zeros = gram.map((row, task) => at(row, task) === 0);
  const { weights, notes } = zeros.includes(true) ? stopped(gram, zeros) : shortest(divided);
  return stateless({ weights: weights.map((weight, task) => weight / at(divisors, task)), notes }, state);
}

function shortest(gram: Matrix): Weighed {
  return weighGram(gram, (unit) => {
    const { point, converged } = minimiseOnSimplex(unit, unit.norms.map(() => 0));
    return { weights: point, notes: notesOf({ converged }) };
  });
}

function stopped(gram: Matrix, zeros: readonly boolean[]): Weighed {
  const share = 1 / zeros.filter(Boolean).length;
  const otherwise = isFiniteMatrix(gram) ? 0 : Number.NaN;
  return { weights: zeros.map((zero) => (zero ? share + otherwise : otherwise)), notes: [] };
}

/** [K] what each gradient is divided by; 1 in place of 0. */
function divisorsOf(gram: Matrix, losses: readonly number[], values: ParameterValues): readonly number[] {
  const by = choiceOf(parameters, values, 'normalise');
  return gram.map((row, task) => {
    const norm = by === 'norm' || by === 'both' ? Math.sqrt(at(row, task)) : 1;
    const loss = by === 'loss' || by === 'both' ? at(losses, task) : 1;
    return norm * loss === 0 ? 1 : norm * loss;
  });
}

export const mgdaRule: BalancingRule = {
  balance: weighMgda,
};
