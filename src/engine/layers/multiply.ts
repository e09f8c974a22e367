import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { eachTask } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';

/** Several [batch, …] of one shape → their product. */
export const multiply: LayerPair = {
  forward: (_layer, inputs) => ({ output: productOf(inputs)?.clone() ?? nothing(), saved: [] }),
  backward: (_layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const inputs = context.inputs.map((_, place) => {
      const others = productOf(context.inputs.filter((_input, other) => other !== place));
      return others === undefined ? cotangent.clone() : eachTask(cotangent, (own) => mul(own, others));
    });
    return { inputs, weights: [] };
  },
};

/** Undefined for no factors. */
function productOf(factors: readonly Tensor[]): Tensor | undefined {
  const [first, ...others] = factors;
  return first === undefined ? undefined : others.reduce((product, factor) => mul(product, factor), first);
}

function nothing(): never {
  throw new Error('a product of nothing was asked for');
}
