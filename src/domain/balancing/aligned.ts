import type { BalancingMethod, BalancingRule } from './balancing-method';
import { balanceByGram, gramFacts, notesOf, type Weighed } from './gram-weights';
import { at } from './solvers/matrix';
import { applySpectral, symmetricEigen } from './solvers/symmetric-eigen';
import { gramOf, inUnitsOfLongest, rankTolerance, type UnitGram } from './solvers/unit-gram';

/**
 * Aligned-MTL (Senushkin et al. 2023, algorithm 1): the weights √λ_min V Λ^{−½} Vᵀ p, which make
 * the matrix of gradients one with equal singular values, as long as the least of them. p is what
 * the sliders say. Eigenvalues that are 0 in single precision are left out, as in the authors'
 * code, and λ_min is the least of the others.
 */
export const aligned: BalancingMethod = {
  ...gramFacts,
  usesPreference: true,
  reference: 'Senushkin et al.: Independent Component Alignment for Multi-Task Learning (CVPR 2023)',
};

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
