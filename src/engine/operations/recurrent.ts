import {
  add, concat, matMul, mul, reshape, sigmoid, slice, split, stack, sub, tanh, zeros, type Tensor, type Tensor2D, type Tensor3D,
} from '@tensorflow/tfjs-core';
import { denseInputGradient } from './linear-gradients';

/** What a pass through a sequence leaves behind. */
export interface RecurrentPass {
  /** The state behind each step, [steps, batch, units]. */
  readonly states: Tensor3D;
  /** Reset gate r, update gate z, new values n and W_n h + b_n, [steps, batch, 4 · units]. */
  readonly gates: Tensor3D;
}

/** The weights by which a state enters the next step. */
export interface RecurrentWeights {
  /** [units, 3 · units] */
  readonly kernel: Tensor2D;
  /** [3 · units] */
  readonly bias: Tensor;
}

/**
 * Gated recurrent units over a sequence, from a state of zeros, in PyTorch's form (nn.GRU): with
 * the products p of the inputs, biases in them, and q of the state h, biases in them too,
 *
 *     r = σ(p_r + q_r), z = σ(p_z + q_z), n = tanh(p_n + r q_n), h ← (1 − z) n + z h
 *
 * (Cho et al. 2014, equations 5 to 8, where r acts before the product). products [steps, batch,
 * 3 · units].
 */
export function recurrentPass(products: Tensor3D, { kernel, bias }: RecurrentWeights): RecurrentPass {
  const [steps, batch, width] = products.shape;
  const units = width / 3;
  const states: Tensor[] = [];
  const gates: Tensor[] = [];
  let state: Tensor2D = zeros([batch, units]);
  for (let step = 0; step < steps; step += 1) {
    const [ofGates, ofNew] = halves(stepOf(products, step), units);
    const [stateOfGates, stateOfNew] = halves(add(matMul(state, kernel), bias), units);
    const open = sigmoid(add(ofGates, stateOfGates));
    const [reset, update] = split(open, 2, 1);
    if (reset === undefined || update === undefined) throw new Error('two gates');
    const fresh = tanh(add(ofNew, mul(reset, stateOfNew)));
    state = add(fresh, mul(update, sub(state, fresh)));
    states.push(state);
    gates.push(concat([open, fresh, stateOfNew], 1));
  }
  return { states: reshape(stack(states), [steps, batch, units]), gates: reshape(stack(gates), [steps, batch, 4 * units]) };
}

/** The gradients at the products of `recurrentPass`, each [tasks, steps, batch, 3 · units]. */
export interface RecurrentGradients {
  readonly ofInputs: Tensor;
  readonly ofStates: Tensor;
}

/**
 * From the cotangent of the last state, [tasks, batch, units], back through all steps. `previous`:
 * the state in front of each step, [steps, batch, units].
 */
export function recurrentGradients(
  cotangent: Tensor, previous: Tensor3D, gates: Tensor3D, kernel: Tensor2D,
): RecurrentGradients {
  const [steps, batch, units] = previous.shape;
  const [tasks = 0] = cotangent.shape;
  const ofInputs: Tensor[] = [];
  const ofStates: Tensor[] = [];
  let ahead: Tensor = cotangent;
  for (let step = steps - 1; step >= 0; step -= 1) {
    const [reset, update, fresh, stateOfNew] = split(stepOf(gates, step), 4, 1);
    if (reset === undefined || update === undefined || fresh === undefined || stateOfNew === undefined) throw new Error('four gates');
    const kept = sub(1, update);
    const atNew = mul(ahead, mul(kept, sub(1, mul(fresh, fresh))));
    const atUpdate = mul(ahead, mul(sub(stepOf(previous, step), fresh), mul(update, kept)));
    const atReset = mul(atNew, mul(stateOfNew, mul(reset, sub(1, reset))));
    const atStates = concat([atReset, atUpdate, mul(atNew, reset)], 2);
    ofInputs.unshift(concat([atReset, atUpdate, atNew], 2));
    ofStates.unshift(atStates);
    const through = denseInputGradient(reshape(atStates, [tasks * batch, 3 * units]), kernel);
    ahead = add(mul(ahead, update), reshape(through, [tasks, batch, units]));
  }
  return { ofInputs: stack(ofInputs, 1), ofStates: stack(ofStates, 1) };
}

/** [steps, batch, width] at a step: [batch, width]. */
function stepOf(sequence: Tensor3D, step: number): Tensor2D {
  const [, batch, width] = sequence.shape;
  return reshape(slice(sequence, [step, 0, 0], [1, batch, width]), [batch, width]);
}

/** What the two gates are made of, [batch, 2 · units], and what the new values are. */
function halves(products: Tensor2D, units: number): readonly [gates: Tensor2D, fresh: Tensor2D] {
  const [gates, fresh] = split<Tensor2D>(products, [2 * units, units], 1);
  if (gates === undefined || fresh === undefined) throw new Error('gates and new values');
  return [gates, fresh];
}
