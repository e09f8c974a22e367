import type { OptimizerKind } from './optimizer-kind';

/**
 * m ← β₁ m + (1−β₁) g; v ← β₂ v + (1−β₂) g²; w ← w − η m̂ / (√v̂ + ε), with hats for the bias
 * correction.
 */
export const adam: OptimizerKind = {
  parameters: {
    beta1: { kind: 'real', min: 0, max: 0.999, default: 0.9, scale: 'linear' },
    beta2: { kind: 'real', min: 0, max: 0.9999, default: 0.999, scale: 'linear' },
    epsilon: { kind: 'real', min: 1e-10, max: 0.1, default: 1e-8, scale: 'log' },
  },
  slots: 2,
  learningRate: 0.001,
  scalesWithGradient: false,
  papers: ['kingma2015adam'],
};
