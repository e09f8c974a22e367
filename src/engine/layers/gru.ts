import { concat, fused, reshape, slice, transpose, zeros, type Tensor, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { denseInputGradient, denseWeightGradients } from '../operations/linear-gradients';
import { recurrentGradients, recurrentPass } from '../operations/recurrent';
import { asRows, tasksOf } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/**
 * [batch, rows, columns, channels] → [batch, units]; weights: kernel, bias, recurrent kernel,
 * recurrent bias. What does not depend on the state is one product for all rows. Saves the rows in
 * the order in which they are read, [rows, batch, columns · channels], states and gates.
 */
export const gru: LayerPair = {
  forward: (_layer, inputs, weights) => {
    const input = onlyInput(inputs);
    const [kernel, bias, recurrent, recurrentBias] = fourOf(weights);
    const [batch = 0, steps = 0] = input.shape;
    const features = input.size / (batch * steps);
    const byRow: Tensor3D = reshape(input, [batch, steps, features]);
    const sequence = transpose(byRow, [1, 0, 2]);
    const products = fused.matMul({ a: reshape(sequence, [steps * batch, features]), b: asRows(kernel), bias });
    const shaped: Tensor3D = reshape(products, [steps, batch, -1]);
    const { states, gates } = recurrentPass(shaped, { kernel: asRows(recurrent), bias: recurrentBias });
    const units = states.shape[2];
    return { output: reshape(slice(states, [steps - 1, 0, 0], [1, batch, units]), [batch, units]), saved: [sequence, states, gates] };
  },
  backward: (_layer, cotangent, context) => {
    const input = onlyInput(context.inputs);
    const [kernel, , recurrent] = fourOf(context.weights);
    const [sequence, states, gates] = context.saved;
    if (sequence === undefined || states === undefined || gates === undefined) throw new Error('a GRU saves rows, states and gates');
    const [steps = 0, batch = 0, units = 0] = states.shape;
    const tasks = tasksOf(cotangent);
    const first: Tensor3D = zeros([1, batch, units]);
    const all: Tensor3D = reshape(states, [steps, batch, units]);
    const previous = concat([first, slice(all, 0, [steps - 1, batch, units])], 0);
    const { ofInputs, ofStates } = recurrentGradients(cotangent, previous, reshape(gates, [steps, batch, 4 * units]), asRows(recurrent));
    const flat = [tasks, steps * batch, 3 * units];
    const weights = [
      denseWeightGradients(matrix(sequence, steps * batch), reshape(ofInputs, flat)),
      denseWeightGradients(matrix(previous, steps * batch), reshape(ofStates, flat)),
    ];
    if (!context.needsInputs) return { inputs: [], weights };
    const rows = denseInputGradient(matrix(ofInputs, tasks * steps * batch), asRows(kernel));
    const inOrder = transpose(reshape(rows, [tasks, steps, batch, -1]), [0, 2, 1, 3]);
    return { inputs: [reshape(inOrder, [tasks, ...input.shape])], weights };
  },
};

function matrix(tensor: Tensor, rows: number): Tensor2D {
  return reshape(tensor, [rows, tensor.size / rows]);
}

function fourOf([kernel, bias, recurrent, recurrentBias]: readonly Tensor[]) {
  if (kernel === undefined || bias === undefined || recurrent === undefined || recurrentBias === undefined) {
    throw new Error('a GRU has four weights');
  }
  return [kernel, bias, recurrent, recurrentBias] as const;
}
