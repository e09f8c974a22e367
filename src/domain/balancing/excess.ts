import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  eta: { kind: 'real', min: 1e-4, max: 10, default: 0.01, scale: 'log' },
};

/**
 * ExcessMTL (He et al. 2024, equations 6, 7 and 9): w ∝ w exp(η ê / ê₀), where ê = Σ g² / √(running
 * Σ g²) estimates how far each loss is above its least value. The first step leaves the weights
 * equal and keeps its ê as ê₀ (as the authors' code and LibMTL do), and a task counts as standing
 * at its ê₀ until it has a gradient at all. The weights start at 1/K and stay on the simplex, as in
 * the paper and TorchJD (LibMTL's add up to K). No constant is added under the root: an entry that
 * was always 0 adds nothing. State: [K] the logarithms of the weights, [K] the ê₀. Memory: [K · P]
 * the roots of the running sums of squares, since the sums themselves would leave single precision.
 */
export const excess: BalancingMethod = {
  parameters,
  needs: 'jacobian',
  scalesTaskSpecific: true,
  usesPreference: false,
  keeps: { perTask: 2 },
  papers: ['he2024excess'],
};
