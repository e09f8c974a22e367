import { addN, mul, reshape, slice, softmax, stack, sub, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import { asRows, eachTask, tasksOf } from '../operations/task-axis';
import type { LayerPair } from './layer-pair';

/**
 * Gate logits [batch, N] and N times [batch, …] of one shape → Σ softmax(gate)_n · expert_n. Saves
 * the softmax.
 */
export const experts: LayerPair = {
  forward: (_layer, inputs) => {
    const [gate, ...given] = inputs;
    if (gate === undefined) throw new Error('experts without a gate were run');
    const shares = softmax(asRows(gate));
    const parts = given.map((expert, place) => mul(asRows(expert), column(shares, place)));
    return { output: reshape(addN(parts), given[0]?.shape ?? []), saved: [shares] };
  },
  backward: (_layer, cotangent, context) => {
    const [shares] = context.saved;
    if (shares === undefined) throw new Error('experts without the shares of their forward pass');
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const [, ...given] = context.inputs;
    const [tasks, rows] = [tasksOf(cotangent), asRows(shares)];
    const [batch, count] = rows.shape;
    const ofExperts = given.map((_, place) => {
      const share = reshape(column(rows, place), [1, batch, 1]);
      return reshape(mul(reshape(cotangent, [tasks, batch, -1]), share), cotangent.shape);
    });
    // Per task and example, how the loss falls with each share; then through the softmax: s_n (g_n
    // − Σ s_m g_m).
    const ofShares = stack(
      given.map((expert) => {
        const products = eachTask(cotangent, (own) => mul(own, expert));
        return sum(reshape(products, [tasks, batch, -1]), 2);
      }),
      2,
    );
    const weighted = mul(ofShares, reshape(rows, [1, batch, count]));
    const ofGate = sub(weighted, mul(reshape(rows, [1, batch, count]), sum(weighted, 2, true)));
    return { inputs: [ofGate, ...ofExperts], weights: [] };
  },
};

/** One column of [batch, N], as [batch, 1]. */
function column(rows: Tensor2D, place: number): Tensor2D {
  return slice(rows, [0, place], [rows.shape[0], 1]);
}
