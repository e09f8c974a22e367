import { fail, ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';

/** The mean of each channel over the whole image: [h, w, c] → [c]. */
export const globalAveragePool: LayerKind = {
  inputs: 'one',
  parameters: {},
  infer: ([shape = []]) => {
    const channels = shape[2];
    if (shape.length !== 3 || channels === undefined) {
      return fail({ code: 'needs-image', figures: { given: shape.join('×') } });
    }
    return ok({ output: [channels], weights: [] });
  },
};
