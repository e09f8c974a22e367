import type { Tensor } from '@tensorflow/tfjs-core';

/** The input of a layer that has just one. Throws when the plan gave it none. */
export function onlyInput(inputs: readonly Tensor[]): Tensor {
  const [input] = inputs;
  if (input === undefined) throw new Error('a layer without its input was run');
  return input;
}
