import { ok } from '../../../lib/result';
import type { ParameterSpecs } from '../../parameters';
import type { LayerKind } from '../layer-kind';

const parameters: ParameterSpecs = { lambda: { kind: 'real', min: 0, max: 10, default: 1, scale: 'linear' } };

/**
 * Hands its input on unchanged, and hands the gradient back multiplied by −λ (Ganin and Lempitsky
 * 2015, section 3): what stands before it learns to be of no use to what stands behind it.
 */
export const gradientReversal: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []]) => ok({ output: shape, weights: [] }),
};
