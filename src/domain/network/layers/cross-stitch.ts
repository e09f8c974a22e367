import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { mixingParameters, ownInput, sharesOf } from '../mixing';
import { commonShape } from '../shapes/same-shapes';

/**
 * Σ α_j x_j over K inputs of one shape, with one learned number α_j per input, in the order of the
 * wires (Misra et al. 2016, equation 1). It is one row of the paper's K × K unit: one tower's next
 * input, mixed from all towers. With `own` α starts at .9 there and at .1 / (K − 1) elsewhere;
 * without, every α_j starts at 1 / K.
 */
export const crossStitch: LayerKind = {
  inputs: 'many',
  parameters: mixingParameters,
  coefficients: { from: 'alpha', layout: 'inputs', gates: 0 },
  infer: (shapes, values) => {
    const shape = commonShape(shapes);
    if (!shape.ok) return shape;
    const own = ownInput(values, shapes.length);
    if (!own.ok) return own;
    const start = sharesOf(shapes.length, (index) => index === own.value);
    return ok({
      output: shape.value,
      weights: [{ name: 'alpha', shape: [shapes.length], initialiser: start, fanIn: shapes.length, fanOut: 1 }],
    });
  },
};
