import type { LossKind } from './loss-kind';

/**
 * −Σ_k t_k log softmax(z)_k. With a smoothing of ε the truth t is 1 − ε on the true class, and ε
 * shared out evenly over all classes, the true one among them.
 */
export const crossEntropy = {
  parameters: { labelSmoothing: { kind: 'real', min: 0, max: 0.5, default: 0, scale: 'linear' } },
  fits: ['classes'],
  reference: 'label smoothing: Szegedy et al. 2016, section 7',
} as const satisfies LossKind;
