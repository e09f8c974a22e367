import { fail, ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { sameShape } from '../../shape';

/** The sum of its inputs, which must have the same shape. */
export const add: LayerKind = {
  inputs: 'many',
  parameters: {},
  infer: (shapes) => {
    const [first = [], ...others] = shapes;
    const odd = others.find((shape) => !sameShape(first, shape));
    if (odd !== undefined) {
      return fail({ code: 'shapes-differ', figures: { first: first.join('×'), second: odd.join('×') } });
    }
    return ok({ output: first, weights: [] });
  },
};
