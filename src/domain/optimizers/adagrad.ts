import type { OptimizerKind } from './optimizer-kind';

/** s ← s + g²; w ← w − η g / (√s + ε), s from 0. */
export const adagrad: OptimizerKind = {
  parameters: { epsilon: { kind: 'real', min: 1e-10, max: 0.1, default: 1e-10, scale: 'log' } },
  slots: 1,
  learningRate: 0.01,
  scalesWithGradient: false,
  papers: ['duchi2011adagrad'],
};
