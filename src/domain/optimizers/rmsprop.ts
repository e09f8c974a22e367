import type { OptimizerKind } from './optimizer-kind';

/** v ← α v + (1−α) g²; w ← w − η g / (√v + ε), ε outside the root. */
export const rmsprop: OptimizerKind = {
  parameters: {
    alpha: { kind: 'real', min: 0, max: 0.9999, default: 0.99, scale: 'linear' },
    epsilon: { kind: 'real', min: 1e-10, max: 0.1, default: 1e-8, scale: 'log' },
  },
  slots: 1,
  learningRate: 0.001,
  scalesWithGradient: false,
  papers: ['tieleman2012rmsprop'],
};
