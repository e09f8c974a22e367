import type { LossKind } from './loss-kind';

/**
 * −Σ_k t_k log softmax(z)_k. With a smoothing of ε the truth t is 1 − ε on the true class, and ε
 * shared out evenly over all classes, the true one among them.
 */
export const crossEntropy = {
  parameters: { labelSmoothing: { kind: 'real', min: 0, max: 0.5, default: 0, scale: 'linear' } },
  fits: ['classes'],
  // Label smoothing is of section 7.
  papers: ['szegedy2016rethinking'],
} as const satisfies LossKind;
