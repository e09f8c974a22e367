import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';

/**
 * Normalises each channel by its mean and variance over the batch (and the places of an image),
 * then scales by γ and shifts by β, which are learned (Ioffe and Szegedy 2015, algorithm 1). When
 * tested or frozen, running means of both stand in for the batch's.
 */
export const batchNorm: LayerKind = {
  inputs: 'one',
  parameters: {},
  infer: ([shape = []]) => {
    const channels = shape.at(-1) ?? 1;
    return ok({
      output: shape,
      weights: [
        { name: 'gamma', shape: [channels], initialiser: 'ones', fanIn: 1, fanOut: 1 },
        { name: 'beta', shape: [channels], initialiser: 'zeros', fanIn: 1, fanOut: 1 },
      ],
      statistics: [
        { name: 'mean', shape: [channels], initial: 0 },
        { name: 'variance', shape: [channels], initial: 1 },
      ],
    });
  },
};
