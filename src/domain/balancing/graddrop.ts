import type { ParameterSpecs } from '../parameters';
import type { BalancingMethod } from './balancing-method';

/** What can be set about it. */
export const parameters: ParameterSpecs = {
  leak: { kind: 'real', min: 0, max: 1, default: 0, scale: 'linear' },
};

/**
 * GradDrop (Chen et al. 2020, algorithm 1): of each entry only the gradients of one sign are added
 * up, the positive ones with probability P = ½ (1 + Σg / Σ|g|); of the others the share `leak`
 * passes. Applied to the entries of the shared parameters' gradients, so the paper's sign of the
 * activations, which is for gradients of a representation summed over a batch, plays no part (as in
 * TorchJD). No weights say this direction.
 */
export const graddrop: BalancingMethod = {
  parameters,
  needs: 'jacobian',
  scalesTaskSpecific: false,
  usesPreference: false,
  papers: ['chen2020graddrop'],
};
