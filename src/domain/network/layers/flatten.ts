import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { sizeOf } from '../../shape';

/** Lays the values of an example out in one row: any shape → [features]. */
export const flatten: LayerKind = {
  inputs: 'one',
  parameters: {},
  infer: ([shape = []]) => ok({ output: [sizeOf(shape)], weights: [] }),
};
