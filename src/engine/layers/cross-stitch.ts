import { addN, concat, mul, reshape, slice, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { tasksOf } from '../operations/task-axis';
import { taskGram } from '../operations/vectors';
import type { LayerPair } from './layer-pair';

/** K times [batch, …] of one shape → Σ α_j x_j; weights: alpha [K]. */
export const crossStitch: LayerPair = {
  forward: (_layer, inputs, [alpha]) => {
    return { output: addN(inputs.map((input, place) => mul(input, entryOf(alpha, place)))), saved: [] };
  },
  backward: (_layer, cotangent, context) => {
    const [alpha] = context.weights;
    const inputs = context.needsInputs ? context.inputs.map((_, place) => mul(cotangent, entryOf(alpha, place))) : [];
    return { inputs, weights: [innerProducts(cotangent, context.inputs)] };
  },
};

/**
 * One number of a list, as a tensor without axes: products with it are as quick as those of equal
 * shapes.
 */
function entryOf(list: Tensor | undefined, place: number): Tensor {
  if (list === undefined) throw new Error('a mixing layer without its weights');
  return reshape(slice(reshape(list, [list.size]), place, 1), []);
}

/**
 * ⟨cotangent_t, input_j⟩ over the batch and all places: cotangent [tasks, batch, …], K inputs
 * [batch, …] → [tasks, K]. As a corner of the Gram matrix of all of them, which is one operation on
 * every device.
 */
function innerProducts(cotangent: Tensor, inputs: readonly Tensor[]): Tensor {
  const tasks = tasksOf(cotangent);
  const [first] = inputs;
  if (first === undefined) throw new Error('a mixing layer without inputs');
  const values = first.size;
  const rows = [reshape(cotangent, [tasks, values]), ...inputs.map((input) => reshape(input, [1, values]))];
  const all: Tensor2D = reshape(concat(rows, 0), [tasks + inputs.length, values]);
  const gram = taskGram(all, [{ offset: 0, size: values }]);
  return reshape(slice(gram, [0, 0, tasks], [1, tasks, inputs.length]), [tasks, inputs.length]);
}
