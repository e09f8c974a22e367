import { gradientReversal as kind } from '../../domain/network/layers/gradient-reversal';
import { numberOf } from '../../domain/parameters';
import { scale } from '../operations/vectors';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/** Any shape → the same; the cotangent goes back times −λ. */
export const gradientReversal: LayerPair = {
  forward: (_layer, inputs) => ({ output: onlyInput(inputs).clone(), saved: [] }),
  backward: (layer, cotangent, context) => {
    const lambda = numberOf(kind.parameters, layer.values, 'lambda');
    return { inputs: context.needsInputs ? [scale(cotangent, -lambda)] : [], weights: [] };
  },
};
