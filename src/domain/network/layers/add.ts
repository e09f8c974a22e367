import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { commonShape } from '../shapes/same-shapes';

/** The sum of its inputs, which must have the same shape. */
export const add: LayerKind = {
  inputs: 'many',
  parameters: {},
  infer: (shapes) => {
    const shape = commonShape(shapes);
    return shape.ok ? ok({ output: shape.value, weights: [] }) : shape;
  },
};
