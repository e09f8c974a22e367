import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { LayerKindId } from '../../../domain/network/layer-kinds';
import { predecessors } from '../../../domain/network/reachability';
import type { Experiment } from '../../../experiment/schema';
import type { Plan } from '../../../plan/compile';
import type { Batch } from '../../data/batch';
import { asImages } from '../../operations/task-axis';
import { stockGru } from './gru';
import { stockLoss } from './losses';

/**
 * The losses of a plan [tasks], written with TensorFlow.js's own operations alone, so that its
 * autodiff can be the judge of the hand-written passes. Without dropout. `flat`: all weights,
 * [parameters].
 */
export function stockLosses(experiment: Experiment, plan: Plan, flat: tf.Tensor1D, batch: Batch): tf.Tensor {
  const kinds = new Map(experiment.network.layers.map((layer) => [layer.id, layer]));
  const before = predecessors(experiment.network);
  const outputs = new Map<string, tf.Tensor>();
  for (const step of plan.steps) {
    const layer = kinds.get(step.layer.id);
    if (layer === undefined) throw new Error('the plan made up a layer');
    const weights = step.weights.map(({ spec, offset, size }) => tf.reshape(tf.slice(flat, [offset], [size]), [...spec.shape]));
    const inputs = (before.get(layer.id) ?? []).flatMap((id) => outputs.get(id) ?? []);
    outputs.set(layer.id, stockLayer(layer.kind, layer.values, inputs, weights, step.layer.outputShape, batch));
  }
  const losses = plan.tasks.map((task, index) => {
    const prediction = outputs.get(plan.steps[task.head]?.layer.id ?? '');
    const target = batch.targets[index];
    if (prediction === undefined || target === undefined) throw new Error('a task without prediction or target');
    return tf.mean(stockLoss[task.kind.loss](prediction, target, task.kind.lossValues));
  });
  return tf.stack(losses);
}

function stockLayer(
  kind: LayerKindId,
  values: Readonly<Record<string, unknown>>,
  inputs: readonly tf.Tensor[],
  weights: readonly tf.Tensor[],
  outputShape: readonly number[],
  batch: Batch,
): tf.Tensor {
  const [input = field(batch, values)] = inputs;
  const [kernel, bias] = weights;
  const padding = values['padding'] === 'valid' ? 'valid' : 'same';
  const [stride, size, factor] = ['stride', 'size', 'factor'].map((name) => Number(values[name] ?? 1));
  switch (kind) {
    case 'conv2d':
      return activated(convolved(input, kernel, bias, stride ?? 1, padding), values['activation']);
    case 'separable-conv2d': {
      if (kernel === undefined) throw new Error('a layer without its weights');
      const between = tf.depthwiseConv2d(asImages(input), asImages(kernel), stride ?? 1, padding);
      return activated(convolved(between, bias, weights[2], 1, 'same'), values['activation']);
    }
    case 'dense':
      return activated(multiplied(input, kernel, bias), values['activation']);
    case 'head':
      if (kernel?.rank === 4) return convolved(input, kernel, bias, 1, 'same');
      return tf.reshape(multiplied(input, kernel, bias), [batch.size, ...outputShape]);
    case 'average-pool':
      return tf.avgPool(asImages(input), size ?? 1, stride ?? 1, padding);
    case 'max-pool':
      return tf.maxPool(asImages(input), size ?? 1, stride ?? 1, padding);
    case 'upsample': {
      // By repetition: the gradient of TensorFlow.js' own nearest-neighbour resizing is wrong for
      // some sizes.
      const [, height = 0, width = 0, channels = 0] = input.shape;
      const times = factor ?? 1;
      const pixels = tf.reshape(input, [batch.size, height, 1, width, 1, channels]);
      const blocks = tf.mul(pixels, tf.ones([1, 1, times, 1, times, 1]));
      return tf.reshape(blocks, [batch.size, height * times, width * times, channels]);
    }
    case 'add':
      return tf.addN([...inputs]);
    case 'multiply':
      return inputs.slice(1).reduce((product, factor) => tf.mul(product, factor), input);
    case 'cross-stitch': {
      if (kernel === undefined) throw new Error('a layer without its weights');
      const rows = tf.stack(inputs.map((one) => tf.reshape(one, [-1])));
      return tf.reshape(tf.matMul(tf.reshape(kernel, [1, inputs.length]), rows), input.shape);
    }
    case 'sluice': {
      if (kernel === undefined) throw new Error('a layer without its weights');
      const factor = (...place: readonly number[]) => tf.reshape(tf.slice(kernel, [...place], [1, 1, 1]), []);
      const halves = inputs.map((one) => tf.split(one, 2, -1));
      const mixed = [0, 1].map((out) => tf.addN(halves.flatMap((own, from) => own.map((half, which) => tf.mul(half, factor(out, from, which))))));
      return tf.concat(mixed, -1);
    }
    case 'experts': {
      const shares = tf.softmax(input);
      const share = (expert: number) => tf.reshape(tf.slice(shares, [0, expert], [batch.size, 1]), [batch.size, ...outputShape.map(() => 1)]);
      return tf.addN(inputs.slice(1).map((one, expert) => tf.mul(one, share(expert))));
    }
    case 'film':
      if (kernel === undefined || bias === undefined) throw new Error('a layer without its weights');
      return tf.add(tf.mul(input, kernel), bias);
    case 'gru':
      return stockGru(input, weights);
    case 'gradient-reversal':
      return reversed(input, Number(values['lambda'] ?? 1));
    case 'concat':
      return tf.concat([...inputs], -1);
    case 'flatten':
      return tf.reshape(input, [batch.size, -1]);
    case 'input':
    case 'dropout':
      return input;
    case 'activation':
      return activated(input, values['function']);
    case 'batch-norm': {
      const axes = input.shape.map((_, axis) => axis).slice(0, -1);
      const { mean, variance } = tf.moments(input, axes, true);
      if (kernel === undefined || bias === undefined) throw new Error('a layer without its weights');
      return tf.add(tf.mul(tf.div(tf.sub(input, mean), tf.sqrt(tf.add(variance, 1e-5))), kernel), bias);
    }
    case 'global-average-pool':
      return tf.mean(input, [1, 2]);
  }
}

/** The field of the batch that an input names, or its images; half of the images, or all of them. */
function field({ inputs }: Batch, values: Readonly<Record<string, unknown>>): tf.Tensor {
  const source = typeof values['source'] === 'string' ? values['source'] : '';
  // Without a name the images, or all that there is.
  const images = inputs[source] ?? inputs['image'] ?? Object.values(inputs)[0];
  if (images === undefined) throw new Error('the batch has no inputs');
  const name = values['field'];
  const [, height = 0, width = 0] = images.shape;
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  if (name === 'left' || name === 'right') return tf.slice(images, [0, 0, name === 'left' ? 0 : width - columns], [-1, -1, columns]);
  if (name === 'top' || name === 'bottom') return tf.slice(images, [0, name === 'top' ? 0 : height - rows], [-1, rows]);
  return images;
}

/** The input; its gradient goes back times −λ. */
function reversed(input: tf.Tensor, lambda: number): tf.Tensor {
  const turned = tf.customGrad((x) => {
    if (!(x instanceof tf.Tensor)) throw new Error('one tensor is turned round');
    return { value: x.clone(), gradFunc: (dy) => tf.mul(dy, -lambda) };
  });
  return turned(input);
}

function multiplied(input: tf.Tensor, kernel: tf.Tensor | undefined, bias: tf.Tensor | undefined): tf.Tensor {
  if (kernel === undefined || bias === undefined) throw new Error('a layer without its weights');
  return tf.add(tf.matMul(tf.reshape(input, [input.shape[0] ?? 0, -1]), kernel), bias);
}

function convolved(
  input: tf.Tensor,
  kernel: tf.Tensor | undefined,
  bias: tf.Tensor | undefined,
  stride: number,
  padding: 'same' | 'valid',
): tf.Tensor {
  if (kernel === undefined || bias === undefined) throw new Error('a layer without its weights');
  return tf.add(tf.conv2d(asImages(input), asImages(kernel), stride, padding), bias);
}

function activated(x: tf.Tensor, activation: unknown): tf.Tensor {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'tanh':
      return tf.tanh(x);
    case 'gelu':
      return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2))));
    default:
      return x;
  }
}
