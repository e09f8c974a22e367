import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';

/** Hands on a field of the data; today every data set has one, the image. Pixels are normalised by the data set's mean and deviation. */
export const input: LayerKind = {
  inputs: 'none',
  parameters: { field: { kind: 'choice', options: ['image'], default: 'image' } },
  infer: (_inputs, _values, context) => ok({ output: context.image, weights: [] }),
};
