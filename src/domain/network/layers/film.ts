import { ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';

/**
 * γ · x + β for each channel or feature, with γ and β learned (Perez et al. 2018, equation 2). The
 * paper makes γ and β out of a condition; with the task itself as the condition, a one-hot vector,
 * what makes them is one learned pair per task: this layer, on that task's branch.
 */
export const film: LayerKind = {
  inputs: 'one',
  parameters: {},
  infer: ([shape = []]) => {
    const channels = shape.at(-1) ?? 1;
    return ok({
      output: shape,
      weights: [
        { name: 'gamma', shape: [channels], initialiser: 'ones', fanIn: 1, fanOut: 1 },
        { name: 'beta', shape: [channels], initialiser: 'zeros', fanIn: 1, fanOut: 1 },
      ],
    });
  },
};
