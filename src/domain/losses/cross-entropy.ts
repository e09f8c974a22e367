import type { LossKind } from './loss-kind';

/**
 * −Σ_k t_k log softmax(z)_k. With a smoothing of ε the truth t is 1 − ε on the true class, and ε
 * shared out evenly over all classes, the true one among them. With class weights each example
 * counts w_c, c being its class, and the sum over the examples is divided by that of their weights;
 * "balanced" are n / (k n_c) over the training labels (class-weights.ts).
 */
export const crossEntropy = {
  parameters: {
    labelSmoothing: { kind: 'real', min: 0, max: 0.5, default: 0, scale: 'linear' },
    classWeights: { kind: 'choice', options: ['none', 'balanced'], default: 'none' },
  },
  fits: ['classes'],
  // Label smoothing is of section 7.
  papers: ['szegedy2016rethinking'],
} as const satisfies LossKind;
