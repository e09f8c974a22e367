import { concat, reshape, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { normaliseBatch, normaliseBatchGradients, normaliseBy, normaliseByGradients } from '../operations/batch-norm';
import { tasksOf } from '../operations/task-axis';
import { scale } from '../operations/vectors';
import type { LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/**
 * [batch, …, channels] → the same shape; weights: gamma, beta, and the running mean and variance,
 * all [channels]. Training normalises by the batch (the micro-batch, where there are several),
 * saves its mean and biased variance, and hands on as statistics the mean and the unbiased
 * variance, as PyTorch's running ones are made of. Testing normalises by the running ones, and so
 * does a layer that is frozen. Throws where training has one value per channel: its variance would
 * be 0.
 */
export const batchNorm: LayerPair = {
  forward: (layer, inputs, weights, mode) => {
    const input = onlyInput(inputs);
    const [gamma, beta, runningMean, runningVariance] = vectors(weights);
    const x = asRows(input);
    const [values] = x.shape;
    if (!mode.training) {
      return { output: reshape(normaliseBy(x, gamma, beta, runningMean, runningVariance), input.shape), saved: [] };
    }
    if (values < 2) throw new Error(`batch norm needs two values per channel or more, and ${layer.id} was given ${values}`);
    const { output, mean, variance } = normaliseBatch(x, gamma, beta);
    const statistics: Tensor1D = concat([mean, vector(scale(variance, values / (values - 1)))]);
    return { output: reshape(output, input.shape), saved: [mean, variance], statistics };
  },
  backward: (_layer, cotangent, context) => {
    const input = onlyInput(context.inputs);
    const [gamma, , runningMean, runningVariance] = vectors(context.weights);
    const x = asRows(input);
    const rows: Tensor3D = reshape(cotangent, [tasksOf(cotangent), ...x.shape]);
    const [mean, variance] = context.saved;
    const gradients =
      mean === undefined || variance === undefined
        ? normaliseByGradients(rows, { x, gamma, mean: runningMean, variance: runningVariance })
        : normaliseBatchGradients(rows, { x, gamma, mean: vector(mean), variance: vector(variance) });
    const ofInput = context.needsInputs ? [reshape(gradients.input, cotangent.shape)] : [];
    return { inputs: ofInput, weights: [gradients.weights] };
  },
};

/** [batch, …, channels] → [values per channel, channels]. */
function asRows(input: Tensor): Tensor2D {
  return reshape(input, [-1, input.shape.at(-1) ?? 1]);
}

function vectors(weights: readonly Tensor[]) {
  const [gamma, beta, mean, variance] = weights;
  return [vector(gamma), vector(beta), vector(mean), vector(variance)] as const;
}

function vector(tensor: Tensor | undefined): Tensor1D {
  if (tensor === undefined) throw new Error('batch norm has two weights and two statistics');
  return reshape(tensor, [tensor.size]);
}
