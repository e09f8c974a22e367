import { fail, ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { sameShape } from '../../shape';

/** Its inputs side by side along the last axis; all other axes must agree. */
export const concat: LayerKind = {
  inputs: 'many',
  parameters: {},
  infer: (shapes) => {
    const [first = [], ...others] = shapes;
    const odd = others.find((shape) => !sameShape(first.slice(0, -1), shape.slice(0, -1)));
    if (odd !== undefined) {
      return fail({ code: 'sizes-differ', params: { first: first.join('×'), second: odd.join('×') } });
    }
    const channels = shapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0);
    return ok({ output: [...first.slice(0, -1), channels], weights: [] });
  },
};
