import * as tf from '@tensorflow/tfjs';
import type { ReferenceNetwork } from '../messages';

/** Applies a model in training. */
export function outputsOf(model: tf.LayersModel, images: tf.Tensor): readonly tf.Tensor[] {
  const outputs = model.apply(images, { training: true });
  const list = Array.isArray(outputs) ? outputs : [outputs];
  return list.map((output) => {
    if (output instanceof tf.Tensor) return output;
    throw new Error('a model applied to tensors gives tensors');
  });
}

/** The weighted sum of the tasks' losses. */
export function totalLoss(network: ReferenceNetwork, outputs: readonly tf.Tensor[], targets: readonly tf.Tensor[]): tf.Scalar {
  const weighted = taskLosses(network, outputs, targets).map((loss, index) => tf.mul(loss, network.tasks[index]?.weight ?? 0));
  return tf.addN(weighted).asScalar();
}

/** A loss that is not here has no reference, and does not compile. */
const stockLoss: Readonly<Record<ReferenceNetwork['tasks'][number]['loss'], (target: tf.Tensor, output: tf.Tensor) => tf.Tensor>> = {
  'cross-entropy': (target, output) => tf.losses.softmaxCrossEntropy(target, output),
  mse: (target, output) => tf.losses.meanSquaredError(target, output),
};

/**
 * Mean losses by task, by TensorFlow.js' own functions: softmax cross-entropy of logits with
 * one-hot targets, or mean squared error.
 */
export function taskLosses(network: ReferenceNetwork, outputs: readonly tf.Tensor[], targets: readonly tf.Tensor[]): tf.Tensor[] {
  return network.tasks.map((task, index) => {
    const output = outputs[index];
    const target = targets[index];
    if (output === undefined || target === undefined) throw new Error('a task without output or target');
    return stockLoss[task.loss](target, output);
  });
}
