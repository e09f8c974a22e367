import type { OptimizerKind } from './optimizer-kind';

/** w ← w − η g. */
export const sgd: OptimizerKind = { parameters: {}, slots: 0, learningRate: 0.1, scalesWithGradient: true, papers: ['robbins1951sgd'] };
