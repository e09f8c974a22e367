import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/** Hands on the field of the data that the step gathered: [batch, …] → the same. */
export const input: LayerPair = {
  forward: (_layer, inputs) => ({ output: onlyInput(inputs).clone(), saved: [] }),
  backward: (_layer, cotangent, context) => ({ inputs: context.needsInputs ? [cotangent.clone()] : [], weights: [] }),
};
