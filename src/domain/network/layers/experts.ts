import { fail, ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { commonShape } from '../shapes/same-shapes';

/**
 * Σ softmax(gate)_n · expert_n: the first input is the gate's logits [N], the others are N experts
 * of one shape, in the order of the wires (Ma et al. 2018, equations 6 to 8). The gate weighs the
 * experts anew for every example.
 */
export const experts: LayerKind = {
  inputs: 'many',
  parameters: {},
  coefficients: { from: 'examples', layout: 'inputs', gates: 1 },
  infer: ([gate = [], ...shapes]) => {
    if (shapes.length === 0) return fail({ code: 'too-few-inputs', params: { least: 2 } });
    const shape = commonShape(shapes);
    if (!shape.ok) return shape;
    if (gate.length !== 1 || gate[0] !== shapes.length) {
      return fail({ code: 'gate-size', params: { given: gate.join('×'), experts: shapes.length } });
    }
    return ok({ output: shape.value, weights: [] });
  },
};
