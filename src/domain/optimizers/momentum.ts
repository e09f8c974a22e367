import type { OptimizerKind } from './optimizer-kind';

/** v ← μ v + g; w ← w − η v (PyTorch's convention: no dampening, the rate outside v). */
export const momentum: OptimizerKind = {
  parameters: { momentum: { kind: 'real', min: 0, max: 0.999, default: 0.9, scale: 'linear' } },
  slots: 1,
  learningRate: 0.02,
  scalesWithGradient: true,
  papers: ['polyak1964momentum'],
};
