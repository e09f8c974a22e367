import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';

/**
 * While training sets a share of the values to zero and scales the others by 1 / (1 − rate), so
 * that their mean stays (Srivastava et al. 2014, in the "inverted" form); hands everything on
 * unchanged when tested.
 */
export const dropout: LayerKind = {
  inputs: 'one',
  parameters: { rate: { kind: 'real', min: 0, max: 0.95, default: 0.25, scale: 'linear' } },
  infer: ([shape = []]) => ok({ output: shape, weights: [] }),
};
