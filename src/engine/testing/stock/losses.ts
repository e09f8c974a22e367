import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { lossKind, type LossId } from '../../../domain/losses/losses';
import { flagOf, numberOf, type ParameterValues } from '../../../domain/parameters';

/**
 * Every loss of each example [batch] in stock operations, so that TensorFlow.js's autodiff can be
 * the judge of the hand-written pairs: written by the definitions, without a thought for speed,
 * extreme numbers or boxes without sides. A new loss does not compile until it is here.
 */
export const stockLoss: Readonly<Record<LossId, (prediction: tf.Tensor, target: tf.Tensor, values: ParameterValues) => tf.Tensor>> = {
  'cross-entropy': (prediction, target, values) => {
    const smoothing = numberOf(lossKind('cross-entropy').parameters, values, 'labelSmoothing');
    const classes = prediction.shape[1] ?? 0;
    const truth = tf.add(tf.mul(oneHot(target, classes), 1 - smoothing), smoothing / classes);
    return tf.neg(tf.sum(tf.mul(truth, tf.logSoftmax(prediction)), 1));
  },
  mse: (prediction, target, values) =>
    tf.mul(ofExamples(tf.squaredDifference(prediction, target)), flagOf(lossKind('mse').parameters, values, 'half') ? 0.5 : 1),
  mae: (prediction, target) => ofExamples(tf.abs(tf.sub(prediction, target))),
  huber: (prediction, target, values) => huber(tf.sub(prediction, target), numberOf(lossKind('huber').parameters, values, 'delta')),
  giou: (prediction, target) => tf.sub(1, overlaps(prediction, target).giou),
  iou: (prediction, target) => tf.sub(1, overlaps(prediction, target).iou),
  'smooth-l1': (prediction, target, values) => {
    const beta = numberOf(lossKind('smooth-l1').parameters, values, 'beta');
    return tf.div(huber(tf.sub(tf.sigmoid(prediction), target), beta), beta);
  },
  'pixel-cross-entropy': (prediction, target, values) => {
    const share = numberOf(lossKind('pixel-cross-entropy').parameters, values, 'dice');
    const [batch = 0, height = 0, width = 0, channels = 0] = prediction.shape;
    // One logit a pixel is a choice between it and 0.
    const logits = channels === 1 ? tf.concat([tf.zerosLike(prediction), prediction], 3) : prediction;
    const classes = Math.max(2, channels);
    const pixels = tf.reshape(logits, [batch * height * width, classes]);
    const truth = oneHot(target, classes);
    const surprise = tf.neg(tf.mean(tf.reshape(tf.sum(tf.mul(truth, tf.logSoftmax(pixels)), 1), [batch, -1]), 1));
    const images = (rows: tf.Tensor) => tf.slice(tf.reshape(rows, [batch, height * width, classes]), [0, 0, 1], [-1, -1, -1]);
    const [guessed, there] = [images(tf.softmax(pixels)), images(truth)];
    const both = tf.sum(tf.mul(guessed, there), 1);
    const dice = tf.div(tf.add(tf.mul(both, 2), 1), tf.add(tf.add(tf.sum(guessed, 1), tf.sum(there, 1)), 1));
    return tf.add(tf.mul(surprise, 1 - share), tf.mul(tf.sub(1, tf.mean(dice, 1)), share));
  },
  'binary-cross-entropy': (prediction, target) => binaryCrossEntropy(prediction, target),
  'cumulative-logits': (prediction, target) => {
    const thresholds = tf.range(0, prediction.shape[1] ?? 0);
    return binaryCrossEntropy(prediction, tf.cast(tf.greater(tf.reshape(tf.cast(target, 'float32'), [-1, 1]), thresholds), 'float32'));
  },
};

/** The mean over the elements of each example. */
function ofExamples(elements: tf.Tensor): tf.Tensor {
  return tf.mean(tf.reshape(elements, [elements.shape[0] ?? 0, -1]), 1);
}

function oneHot(target: tf.Tensor, classes: number): tf.Tensor {
  return tf.cast(tf.oneHot(tf.cast(tf.reshape(target, [-1]), 'int32'), classes), 'float32');
}

function huber(error: tf.Tensor, delta: number): tf.Tensor {
  const size = tf.abs(error);
  const inside = tf.minimum(size, delta);
  return ofExamples(tf.add(tf.mul(tf.square(inside), 0.5), tf.mul(tf.sub(size, inside), delta)));
}

function binaryCrossEntropy(logits: tf.Tensor, truth: tf.Tensor): tf.Tensor {
  // −log σ(z) is log(1 + exp(−z)).
  const [yes, no] = [tf.mul(truth, tf.softplus(tf.neg(logits))), tf.mul(tf.sub(1, truth), tf.softplus(logits))];
  return ofExamples(tf.add(yes, no));
}

/**
 * IoU and GIoU of each example by the corners of the boxes (Rezatofighi et al. 2019, algorithm 2).
 */
function overlaps(prediction: tf.Tensor, target: tf.Tensor): { readonly iou: tf.Tensor; readonly giou: tf.Tensor } {
  const corners = (boxes: tf.Tensor) => {
    const column = (place: number) => tf.reshape(tf.slice(boxes, [0, place], [-1, 1]), [-1]);
    const [x, y, width, height] = [column(0), column(1), column(2), column(3)];
    return {
      left: tf.sub(x, tf.div(width, 2)),
      right: tf.add(x, tf.div(width, 2)),
      top: tf.sub(y, tf.div(height, 2)),
      bottom: tf.add(y, tf.div(height, 2)),
      area: tf.mul(width, height),
    };
  };
  const [one, other] = [corners(tf.sigmoid(prediction)), corners(target)];
  const width = tf.relu(tf.sub(tf.minimum(one.right, other.right), tf.maximum(one.left, other.left)));
  const height = tf.relu(tf.sub(tf.minimum(one.bottom, other.bottom), tf.maximum(one.top, other.top)));
  const common = tf.mul(width, height);
  const union = tf.sub(tf.add(one.area, other.area), common);
  const hullWidth = tf.sub(tf.maximum(one.right, other.right), tf.minimum(one.left, other.left));
  const hullHeight = tf.sub(tf.maximum(one.bottom, other.bottom), tf.minimum(one.top, other.top));
  const hull = tf.mul(hullWidth, hullHeight);
  const iou = tf.div(common, union);
  return { iou, giou: tf.sub(iou, tf.div(tf.sub(hull, union), hull)) };
}
