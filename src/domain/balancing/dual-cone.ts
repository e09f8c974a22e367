import { numberOf, type ParameterSpecs, type ParameterValues } from '../parameters';
import { at, sumOf, times } from './solvers/matrix';
import { minimiseOnCone, type Solution } from './solvers/quadratic-programme';
import { unitGram, type UnitGram } from './solvers/unit-gram';

/** What DualProj and UPGrad have to set: what is added to the diagonal of the Gram matrix once its trace is 1. */
export const coneParameters: ParameterSpecs = {
  eps: { kind: 'real', min: 0, max: 0.1, default: 1e-4, scale: 'linear' },
};

/** G / tr G + eps · I with the values' eps, as lengths and cosines, of a Gram matrix given in the same way. Lengths are relative to the largest. */
export function regularised({ norms, cosines, singular }: UnitGram, values: ParameterValues): UnitGram {
  const eps = numberOf(coneParameters, values, 'eps');
  const largest = Math.max(...norms);
  const lengths = norms.map((norm) => norm / largest);
  const trace = sumOf(lengths.map((length) => length * length));
  if (eps === 0) return { norms: lengths, cosines, singular };
  return unitGram(
    cosines.map((row, task) =>
      row.map((cosine, other) => (cosine * at(lengths, task) * at(lengths, other)) / trace + (task === other ? eps : 0)),
    ),
  );
}

/**
 * The weights [K] of the projection of Σ from_i g_i on the cone {v : g_j · v ≥ 0 for all j}: the w ≥ from with the least wᵀGw
 * (Quinton and Rey 2024, proposition 1).
 */
export function projectOnDualCone(unit: UnitGram, from: readonly number[]): Solution {
  const { norms, cosines } = unit;
  const lengths = from.map((weight, task) => weight * at(norms, task));
  const slopes = times(cosines, lengths).map((value, task) => value * at(norms, task));
  const { point, converged } = minimiseOnCone(unit, slopes);
  return { point: point.map((value, task) => value + at(from, task)), converged };
}
