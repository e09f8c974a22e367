import { add, matMul, mul, reshape, sigmoid, slice, split, sub, tanh, zeros, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

/**
 * The last state of a GRU over the rows of images [batch, rows, columns, channels], gate by gate and
 * row by row as nn.GRU's page at PyTorch writes it. weights: kernel, bias, recurrent kernel,
 * recurrent bias.
 */
export function stockGru(images: Tensor, weights: readonly Tensor[]): Tensor {
  const [batch = 0, rows = 0] = images.shape;
  const [kernels = [], biases = [], recurrentKernels = [], recurrentBiases = []] = weights.map((weight) => split(weight, 3, -1));
  const units = biases[0]?.size ?? 0;
  const product = (x: Tensor2D, kernel: Tensor | undefined, bias: Tensor | undefined) => {
    if (kernel === undefined || bias === undefined) throw new Error('a layer without its weights');
    return add(matMul(x, reshape(kernel, [-1, units])), bias);
  };
  let state: Tensor2D = zeros([batch, units]);
  for (let row = 0; row < rows; row += 1) {
    const x: Tensor2D = reshape(slice(images, [0, row], [batch, 1]), [batch, -1]);
    const h = state;
    const ofInput = (gate: number) => product(x, kernels[gate], biases[gate]);
    const ofState = (gate: number) => product(h, recurrentKernels[gate], recurrentBiases[gate]);
    const reset = sigmoid(add(ofInput(0), ofState(0)));
    const update = sigmoid(add(ofInput(1), ofState(1)));
    const fresh = tanh(add(ofInput(2), mul(reset, ofState(2))));
    state = add(mul(sub(1, update), fresh), mul(update, h));
  }
  return state;
}
