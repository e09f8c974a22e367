import type { ParameterSpecs } from '../parameters';

/** What methods have in common that weigh the tasks by their Gram matrix alone and keep nothing. */
export const gramFacts = { parameters: {}, needs: 'gram', scalesTaskSpecific: false, usesPreference: false } as const;

/**
 * What DualProj and UPGrad have to set: what is added to the diagonal of the Gram matrix once its
 * trace is 1.
 */
export const coneParameters: ParameterSpecs = {
  eps: { kind: 'real', min: 0, max: 0.1, default: 1e-4, scale: 'linear' },
};

/** What is to be known of both methods. */
export const coneFacts = { ...gramFacts, parameters: coneParameters };
