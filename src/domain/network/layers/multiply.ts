import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { commonShape } from '../shapes/same-shapes';

/**
 * The product of its inputs, value by value; they must have the same shape. With a mask among them
 * it is attention or a gate.
 */
export const multiply: LayerKind = {
  inputs: 'many',
  parameters: {},
  infer: (shapes) => {
    const shape = commonShape(shapes);
    return shape.ok ? ok({ output: shape.value, weights: [] }) : shape;
  },
};
