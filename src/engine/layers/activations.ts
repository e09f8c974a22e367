import { add, erf, exp, mul, relu, sigmoid, square, step, sub, tanh, type Tensor } from '@tensorflow/tfjs-core';
import { activations, type Activation } from '../../domain/network/layer-kind';
import { hasOwnKernel, runOwn } from '../operations/own-kernel';
import { eachTask } from '../operations/task-axis';

/** Narrows the choice of a document to an activation. Throws if there is none of that name. */
export function activationOf(name: string): Activation {
  const found = activations.find((activation) => activation === name);
  if (found === undefined) throw new Error(`no activation is called ${name}`);
  return found;
}

/**
 * Whether the derivative needs the values before the activation; the others are read off the
 * output.
 */
export function needsPreActivation(activation: Activation): boolean {
  return activation === 'gelu';
}

/**
 * The activation of any tensor, shape kept. GELU is the exact x·Φ(x) with the error function
 * (Hendrycks and Gimpel 2016, section 2), as in PyTorch's default, not the approximation by tanh.
 */
export function activate(activation: Activation, x: Tensor): Tensor {
  switch (activation) {
    case 'none':
      return x.clone();
    case 'relu':
      return relu(x);
    case 'sigmoid':
      return sigmoid(x);
    case 'tanh':
      return tanh(x);
    case 'gelu':
      return mul(x, normalCdf(x));
  }
}

/**
 * The cotangent before the activation from that after it, [tasks, batch, …] → the same shape.
 * `output` [batch, …]; `preActivation` [batch, …] is read by GELU only; `more` is a part of the
 * cotangent that is to be added to it. ReLU's derivative at 0 is taken as 0.
 */
export function activationGradient(
  activation: Activation,
  cotangent: Tensor,
  output: Tensor,
  preActivation: Tensor | undefined,
  more?: Tensor,
): Tensor {
  const reference = needsPreActivation(activation) ? (preActivation ?? output) : output;
  if (more !== undefined) {
    if (activation !== 'none' && hasOwnKernel('ActivationGradientOfSum')) {
      return runOwn('ActivationGradientOfSum', { cotangent, more, reference }, { activation });
    }
    return activationGradient(activation, add(cotangent, more), output, preActivation);
  }
  if (activation === 'none') return cotangent.clone();
  if (hasOwnKernel('ActivationGradient')) return runOwn('ActivationGradient', { cotangent, reference }, { activation });
  const slope = derivative(activation, output, preActivation);
  // One product per task: products of equal shapes are many times faster on WASM than those that
  // broadcast.
  return eachTask(cotangent, (taskCotangent) => mul(taskCotangent, slope));
}

function derivative(activation: Exclude<Activation, 'none'>, output: Tensor, preActivation: Tensor | undefined): Tensor {
  switch (activation) {
    case 'relu':
      return step(output);
    case 'sigmoid':
      return mul(output, sub(1, output));
    case 'tanh':
      return sub(1, square(output));
    case 'gelu': {
      if (preActivation === undefined) throw new Error('the derivative of GELU needs the values before it');
      const density = mul(exp(mul(square(preActivation), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return add(normalCdf(preActivation), mul(preActivation, density));
    }
  }
}

function normalCdf(x: Tensor): Tensor {
  return mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
}
