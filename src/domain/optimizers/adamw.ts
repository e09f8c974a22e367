import { adam } from './adam';
import type { OptimizerKind } from './optimizer-kind';

/**
 * Adam whose weight decay does not pass through the moments: w ← w − η λ w before Adam's own step.
 */
export const adamw: OptimizerKind = {
  parameters: {
    ...adam.parameters,
    weightDecay: { kind: 'real', min: 0, max: 1, default: 0.01, scale: 'log' },
  },
  slots: 2,
  learningRate: 0.001,
  scalesWithGradient: false,
  papers: ['loshchilov2019adamw'],
};
