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

/** The mean loss of a batch; targets as `targetFrom` makes them. */
type StockLoss = (target: tf.Tensor, output: tf.Tensor, values: ReferenceNetwork['tasks'][number]['lossValues']) => tf.Tensor;

/** A loss that is not here has no reference, and does not compile. */
const stockLoss: Readonly<Record<ReferenceNetwork['tasks'][number]['loss'], StockLoss>> = {
  'cross-entropy': (target, output, values) => tf.losses.softmaxCrossEntropy(target, output, undefined, numberOf(values, 'labelSmoothing')),
  mse: (target, output, values) => tf.mul(tf.losses.meanSquaredError(target, output), values['half'] === true ? 0.5 : 1),
  mae: (target, output) => tf.losses.absoluteDifference(target, output),
  huber: (target, output, values) => tf.losses.huberLoss(target, output, undefined, numberOf(values, 'delta')),
  giou: (target, output) => boxLoss(target, output, true),
  iou: (target, output) => boxLoss(target, output, false),
  'smooth-l1': (target, output, values) => {
    const beta = numberOf(values, 'beta');
    return tf.div(tf.losses.huberLoss(target, tf.sigmoid(output), undefined, beta), beta);
  },
  'pixel-cross-entropy': (target, output, values) => {
    const share = numberOf(values, 'dice');
    const isBinary = output.shape[3] === 1;
    const surprise = isBinary
      ? tf.losses.sigmoidCrossEntropy(target, output)
      : tf.losses.softmaxCrossEntropy(tf.reshape(target, [-1, target.shape[3] ?? 1]), tf.reshape(output, [-1, output.shape[3] ?? 1]));
    const seen = isBinary ? tf.sigmoid(output) : shapesOf(tf.softmax(output));
    const there = isBinary ? target : shapesOf(target);
    const both = tf.sum(tf.mul(seen, there), [1, 2]);
    const dice = tf.div(tf.add(tf.mul(both, 2), 1), tf.add(tf.sum(tf.add(seen, there), [1, 2]), 1));
    return tf.add(tf.mul(surprise, 1 - share), tf.mul(tf.sub(1, tf.mean(dice)), share));
  },
  'binary-cross-entropy': (target, output) => tf.losses.sigmoidCrossEntropy(target, output),
  'cumulative-logits': (target, output) => tf.losses.sigmoidCrossEntropy(target, output),
};

function numberOf(values: ReferenceNetwork['tasks'][number]['lossValues'], name: string): number {
  const value = values[name];
  if (typeof value !== 'number') throw new Error(`a loss without ${name}`);
  return value;
}

/** All classes but the background, which is class 0. */
function shapesOf(classes: tf.Tensor): tf.Tensor {
  return tf.slice(classes, [0, 0, 0, 1], [-1, -1, -1, -1]);
}

/** The mean of 1 − IoU, or of 1 − GIoU (Rezatofighi et al. 2019), by the corners of the boxes. */
function boxLoss(target: tf.Tensor, output: tf.Tensor, withHull: boolean): tf.Tensor {
  const boxes = tf.sigmoid(output);
  const [begin, end] = [corners(boxes, -0.5), corners(boxes, 0.5)];
  const [trueBegin, trueEnd] = [corners(target, -0.5), corners(target, 0.5)];
  const area = (from: tf.Tensor, to: tf.Tensor) => tf.prod(tf.relu(tf.sub(to, from)), 1);
  const common = area(tf.maximum(begin, trueBegin), tf.minimum(end, trueEnd));
  const union = tf.sub(tf.add(area(begin, end), area(trueBegin, trueEnd)), common);
  const hull = area(tf.minimum(begin, trueBegin), tf.maximum(end, trueEnd));
  const apart = tf.sub(1, tf.div(common, union));
  return tf.mean(withHull ? tf.add(apart, tf.div(tf.sub(hull, union), hull)) : apart);
}

/** Centres [batch, 2] and that share of the sizes. */
function corners(boxes: tf.Tensor, share: number): tf.Tensor {
  const [centre, size] = [tf.slice(boxes, [0, 0], [-1, 2]), tf.slice(boxes, [0, 2], [-1, 2])];
  return tf.add(centre, tf.mul(size, share));
}

/** Mean losses by task, where there is one by TensorFlow.js' own function. */
export function taskLosses(network: ReferenceNetwork, outputs: readonly tf.Tensor[], targets: readonly tf.Tensor[]): tf.Tensor[] {
  return network.tasks.map((task, index) => {
    const output = outputs[index];
    const target = targets[index];
    if (output === undefined || target === undefined) throw new Error('a task without output or target');
    return stockLoss[task.loss](target, output, task.lossValues);
  });
}
