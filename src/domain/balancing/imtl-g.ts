import type { BalancingMethod } from './balancing-method';
import { gramFacts } from './gram-facts';

/**
 * IMTL-G (Liu et al. 2021, in the form of Quinton and Rey 2024 that allows dependent gradients):
 * the direction has the same projection on every unit gradient. w ∝ G⁺ √diag G; with lengths D and
 * cosines C that is w ∝ D⁻¹ C⁻¹ 1, and G⁺ itself is used only where C has no inverse. Divided by |Σ
 * w|, not Σ w, since a negative sum would turn the direction round. Weights may be negative. Where
 * Σ w vanishes there is no such direction: all weights are 0.
 */
export const imtlG: BalancingMethod = {
  ...gramFacts,
  papers: ['liu2021imtl'],
};
