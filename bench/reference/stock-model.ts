import * as tf from '@tensorflow/tfjs';
import type { ReferenceNetwork } from '../messages';

type ReferenceLayer = ReferenceNetwork['layers'][number];

/**
 * A network built of tf.layers alone: the stock way, nothing of the playground in it. Outputs are
 * the heads, without softmax.
 */
export function stockModel(network: ReferenceNetwork): tf.LayersModel {
  const input = tf.input({ shape: [...network.image] });
  const outputs = new Map<string, tf.SymbolicTensor>();
  for (const layer of network.layers) {
    const inputs = layer.inputs.map((id) => known(outputs.get(id), id));
    outputs.set(layer.id, layer.kind === 'input' ? input : stockLayer(layer, inputs));
  }
  return tf.model({ inputs: input, outputs: network.tasks.map(({ head }) => known(outputs.get(head), head)) });
}

function stockLayer(layer: ReferenceLayer, inputs: tf.SymbolicTensor[]): tf.SymbolicTensor {
  const { id, kind, outputShape } = layer;
  const only = known(inputs[0], `${id}'s input`);
  switch (kind) {
    case 'conv2d':
      return apply(tf.layers.conv2d(windowOf(layer)), only);
    case 'separable-conv2d':
      return apply(tf.layers.separableConv2d({ ...windowOf(layer), depthMultiplier: 1 }), only);
    case 'dense':
      return apply(tf.layers.dense({ name: id, units: numberOf(layer, 'units'), ...activationOf(layer) }), flat(only));
    case 'head':
      return headOf(layer, only);
    case 'max-pool':
      return apply(tf.layers.maxPooling2d(poolOf(layer)), only);
    case 'average-pool':
      return apply(tf.layers.averagePooling2d(poolOf(layer)), only);
    case 'global-average-pool':
      return apply(tf.layers.globalAveragePooling2d({ name: id }), only);
    case 'batch-norm':
      return apply(tf.layers.batchNormalization({ name: id, epsilon: 1e-5, momentum: 0.9 }), only);
    case 'activation':
      return apply(tf.layers.activation({ name: id, activation: activationNamed(String(layer.values['function'])) }), only);
    case 'add':
      return apply(tf.layers.add({ name: id }), inputs);
    case 'concat':
      return apply(tf.layers.concatenate({ name: id }), inputs);
    case 'flatten':
      return flat(only);
    case 'dropout':
      return apply(tf.layers.dropout({ name: id, rate: numberOf(layer, 'rate') }), only);
    case 'upsample':
      return apply(tf.layers.upSampling2d({ name: id, size: [numberOf(layer, 'factor'), numberOf(layer, 'factor')] }), only);
    default:
      throw new Error(`no stock layer for ${kind} ${outputShape.join('×')}`);
  }
}

/** A dense layer, or a 1×1 convolution where an image is asked of an image. */
function headOf({ id, outputShape }: ReferenceLayer, input: tf.SymbolicTensor): tf.SymbolicTensor {
  const channels = outputShape.at(-1) ?? 1;
  if (outputShape.length === 3 && input.shape.length === 4) {
    return apply(tf.layers.conv2d({ name: id, filters: channels, kernelSize: 3, padding: 'same' }), input);
  }
  const units = outputShape.reduce((product, length) => product * length, 1);
  const answer = apply(tf.layers.dense({ name: id, units }), flat(input));
  return outputShape.length === 1 ? answer : apply(tf.layers.reshape({ targetShape: [...outputShape] }), answer);
}

function flat(input: tf.SymbolicTensor): tf.SymbolicTensor {
  return input.shape.length === 2 ? input : apply(tf.layers.flatten(), input);
}

function apply(layer: tf.layers.Layer, inputs: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  const output = layer.apply(inputs);
  if (Array.isArray(output) || output instanceof tf.Tensor) throw new Error('a layer with one symbolic output was expected');
  return output;
}

function windowOf(layer: ReferenceLayer) {
  return {
    name: layer.id,
    filters: numberOf(layer, 'filters'),
    kernelSize: numberOf(layer, 'kernel'),
    strides: numberOf(layer, 'stride'),
    padding: paddingOf(layer),
    ...activationOf(layer),
  };
}

function poolOf(layer: ReferenceLayer) {
  return { name: layer.id, poolSize: numberOf(layer, 'size'), strides: numberOf(layer, 'stride'), padding: paddingOf(layer) };
}

function paddingOf({ values }: ReferenceLayer): 'same' | 'valid' {
  return values['padding'] === 'valid' ? 'valid' : 'same';
}

function activationOf({ values }: ReferenceLayer) {
  const name = values['activation'];
  return name === undefined || name === 'none' ? {} : { activation: activationNamed(String(name)) };
}

function activationNamed(name: string): 'relu' | 'sigmoid' | 'tanh' {
  if (name === 'relu' || name === 'sigmoid' || name === 'tanh') return name;
  throw new Error(`stock layers have no activation ${name}`);
}

function numberOf({ id, values }: ReferenceLayer, name: string): number {
  const value = values[name];
  if (typeof value !== 'number') throw new Error(`${id} has no ${name}`);
  return value;
}

function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`${name} is not there`);
  return value;
}
