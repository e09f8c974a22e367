import {
  add as plus, addN, concat as join, conv2d as convolution, depthwiseConv2d, div, erf, exp, matMul, maxPool, mean, mul,
  ones, onesLike, relu, reshape, sigmoid, slice, split, sqrt, square, stack, sub, sum, tanh, tensor, type Tensor, type Tensor4D,
} from '@tensorflow/tfjs-core';
import { layerKind, type LayerKindId } from '../../domain/network/layer-kinds';
import type { ParameterValues } from '../../domain/parameters';
import { sizeOf, type Shape } from '../../domain/shape';
import { randomKey, randomUniform } from '../../lib/random';
import { asImages } from '../operations/task-axis';
import { at } from '../oracle.test-helpers';
import { stockGru } from '../testing/stock/gru';
import type { PlannedLayer } from '../../plan/compile';
import type { ForwardMode } from './layer-pair';
import { ok } from '../../lib/result';

/**
 * A layer to be tested, and its forward pass written with stock operations that TensorFlow.js can
 * differentiate.
 */
export interface LayerCase {
  readonly kind: LayerKindId;
  readonly values: ParameterValues;
  readonly inputs: readonly Shape[];
  readonly reference: (inputs: readonly Tensor[], weights: readonly Tensor[]) => Tensor;
  /**
   * What the gradients are the true ones times of; 1 for all but those that bend them on purpose.
   */
  readonly gradientFactor?: number;
  /**
   * Running statistics for a layer that goes by them, as frozen ones do in training: by name, the
   * value of each channel.
   */
  readonly running?: Readonly<Record<string, (channel: number) => number>>;
}

export const batch = 3;
export const mode: ForwardMode = { training: true, seed: 5, step: 7, firstExample: 2 };

/** The mode of a case: as when tested where it has running statistics. */
export function modeOf({ running }: LayerCase): ForwardMode {
  return { ...mode, training: running === undefined };
}

/**
 * A case's running statistics in the order of the kind; without any of its own, those of before the
 * first step.
 */
export function statisticsOf(test: LayerCase): Tensor[] {
  return planOf(test).statistics.map(({ name, shape, initial }) => {
    const value = test.running?.[name] ?? (() => initial);
    return tensor(Array.from({ length: sizeOf(shape) }, (_, channel) => value(channel)), [...shape]);
  });
}

/**
 * The shapes that the domain's description infers; task "class" asks for 4 logits, "copy" for a 4×5
 * image of 2 channels.
 */
export function planOf({ kind, values, inputs }: LayerCase) {
  const outputs: Record<string, Shape> = { class: [4], copy: [4, 5, 2] };
  const context = { inputOf: () => ok(inputs[0] ?? []), outputOf: (task: string) => outputs[task] };
  const inferred = layerKind(kind).infer(inputs, values, context);
  if (!inferred.ok) throw new Error(`${kind} does not fit its inputs`);
  const { output, weights, statistics = [] } = inferred.value;
  const layer: PlannedLayer = { id: 'layer', values, inputShapes: inputs, outputShape: output };
  return { layer, weightShapes: weights.map(({ shape }) => shape), statistics };
}

const functions: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  none: (x) => x,
  relu: (x) => relu(x),
  sigmoid: (x) => sigmoid(x),
  tanh: (x) => tanh(x),
  gelu: (x) => mul(mul(x, 0.5), plus(erf(div(x, Math.sqrt(2))), 1)),
};

function apply(name: string, x: Tensor): Tensor {
  const known = functions[name];
  if (known === undefined) throw new Error(`no reference for ${name}`);
  return known(x);
}

type Reference = LayerCase['reference'];

/** The reference of a layer with one input and no weights. */
function ofInput(compute: (x: Tensor) => Tensor): Reference {
  return (inputs) => compute(at(inputs, 0));
}

/** The reference of a layer with one input, a kernel and a bias. */
function ofWeights(compute: (x: Tensor, kernel: Tensor, bias: Tensor) => Tensor): Reference {
  return (inputs, weights) => compute(at(inputs, 0), at(weights, 0), at(weights, 1));
}

function conv(kernel: number, stride: number, padding: 'same' | 'valid', activation: string, input: Shape): LayerCase {
  return {
    kind: 'conv2d',
    values: { filters: 3, kernel, stride, padding, activation },
    inputs: [input],
    reference: ofWeights((x, w, b) => apply(activation, plus(convolution(asImages(x), asImages(w), stride, padding), b))),
  };
}

function separable(kernel: number, stride: number, padding: 'same' | 'valid', activation: string, input: Shape): LayerCase {
  return {
    kind: 'separable-conv2d',
    values: { filters: 3, kernel, stride, padding, activation },
    inputs: [input],
    reference: (inputs, weights) => {
      const between = depthwiseConv2d(asImages(at(inputs, 0)), asImages(at(weights, 0)), stride, padding);
      return apply(activation, plus(convolution(between, asImages(at(weights, 1)), 1, 'same'), at(weights, 2)));
    },
  };
}

function dense(activation: string, input: Shape): LayerCase {
  return {
    kind: 'dense',
    values: { units: 5, activation },
    inputs: [input],
    reference: ofWeights((x, w, b) => apply(activation, plus(matMul(reshape(x, [batch, -1]), w), b))),
  };
}

function maximum(size: number, stride: number, padding: 'same' | 'valid', input: Shape): LayerCase {
  return {
    kind: 'max-pool',
    values: { size, stride, padding },
    inputs: [input],
    reference: ofInput((x) => maxPool(asImages(x), size, stride, padding)),
  };
}

/**
 * Sums over windows as a convolution with ones: the gradient of TensorFlow.js' own average pooling
 * is wrong at the border.
 */
function average(size: number, stride: number, padding: 'same' | 'valid', input: Shape): LayerCase {
  const sums = (x: Tensor4D) => depthwiseConv2d(x, ones([size, size, x.shape[3], 1]), stride, padding);
  return {
    kind: 'average-pool',
    values: { size, stride, padding },
    inputs: [input],
    reference: ofInput((x) => div(sums(asImages(x)), sums(asImages(onesLike(x))))),
  };
}

function activation(name: string): LayerCase {
  return { kind: 'activation', values: { function: name }, inputs: [[4, 3]], reference: ofInput((x) => apply(name, x)) };
}

function dropout(rate: number, input: Shape): LayerCase {
  const key = randomKey(mode.seed, 'dropout', 'layer', mode.step);
  const first = mode.firstExample * sizeOf(input);
  const mask = Array.from({ length: batch * sizeOf(input) }, (_, index) =>
    randomUniform(key, first + index) < rate ? 0 : 1 / (1 - rate),
  );
  const reference = ofInput((x) => mul(x, tensor(mask, [batch, ...input])));
  return { kind: 'dropout', values: { rate }, inputs: [input], reference };
}

/** By the batch's own moments, which depend on the input. */
function normalisation(input: Shape): LayerCase {
  const axes = input.map((_, axis) => axis);
  return {
    kind: 'batch-norm',
    values: {},
    inputs: [input],
    reference: ofWeights((x, gamma, beta) => {
      const apart = sub(x, mean(x, axes, true));
      return plus(mul(div(apart, sqrt(plus(mean(square(apart), axes, true), 1e-5))), gamma), beta);
    }),
  };
}

/** By running moments, which do not depend on the input: nothing flows through them. */
function fixedNormalisation(input: Shape): LayerCase {
  const running = { mean: (channel: number) => 0.3 * channel - 0.4, variance: (channel: number) => 0.25 + 0.5 * channel };
  const perChannel = (value: (channel: number) => number) => tensor(Array.from({ length: input.at(-1) ?? 1 }, (_, channel) => value(channel)));
  return {
    kind: 'batch-norm',
    values: {},
    inputs: [input],
    running,
    reference: ofWeights((x, gamma, beta) =>
      plus(mul(div(sub(x, perChannel(running.mean)), sqrt(plus(perChannel(running.variance), 1e-5))), gamma), beta),
    ),
  };
}

function head(task: string, input: Shape): LayerCase {
  const convolves = task === 'copy' && input[0] === 4 && input[1] === 5;
  const output = task === 'copy' ? [4, 5, 2] : [4];
  return {
    kind: 'head',
    values: { task },
    inputs: [input],
    reference: ofWeights((x, w, b) =>
      convolves
        ? plus(convolution(asImages(x), asImages(w), 1, 'same'), b)
        : reshape(plus(matMul(reshape(x, [batch, -1]), w), b), [batch, ...output]),
    ),
  };
}

/** A half of [4, 5, 2], beside what `slice` has to say of it. */
function half(field: string, begin: readonly number[], size: readonly number[]): LayerCase {
  const reference = ofInput((x) => slice(x, [0, ...begin], [batch, ...size]));
  return { kind: 'input', values: { field }, inputs: [[4, 5, 2]], reference };
}

/** The product of inputs of one shape. */
function product(inputs: readonly Shape[]): LayerCase {
  return { kind: 'multiply', values: {}, inputs, reference: ([first = ones([1]), ...others]) => others.reduce((x, y) => mul(x, y), mul(first, 1)) };
}

/** Σ α_j x_j, by a product of matrices. */
function stitch(own: number, count: number, input: Shape): LayerCase {
  return {
    kind: 'cross-stitch',
    values: { own },
    inputs: Array.from({ length: count }, () => input),
    reference: (inputs, weights) =>
      reshape(matMul(reshape(at(weights, 0), [1, count]), stack(inputs.map((x) => reshape(x, [-1])))), [batch, ...input]),
  };
}

/** Each half of the output half by half, as the paper writes it. */
function subspaces(own: number, count: number, input: Shape): LayerCase {
  return {
    kind: 'sluice',
    values: { own },
    inputs: Array.from({ length: count }, () => input),
    reference: (inputs, weights) => {
      const halves = inputs.map((x) => split(x, 2, -1));
      const mixed = [0, 1].map((out) =>
        addN(halves.flatMap((own, place) => own.map((x, half) => mul(x, reshape(slice(at(weights, 0), [out, place, half], [1, 1, 1]), []))))),
      );
      return join(mixed, -1);
    },
  };
}

function mixture(count: number, input: Shape): LayerCase {
  return {
    kind: 'experts',
    values: {},
    inputs: [[count], ...Array.from({ length: count }, () => input)],
    reference: ([gate, ...given]) => {
      const raised = exp(gate ?? ones([1]));
      const shares = div(raised, sum(raised, 1, true));
      const share = (place: number) => reshape(slice(shares, [0, place], [batch, 1]), [batch, ...input.map(() => 1)]);
      return addN(given.map((x, place) => mul(x, share(place))));
    },
  };
}

function modulation(input: Shape): LayerCase {
  return { kind: 'film', values: {}, inputs: [input], reference: ofWeights((x, gamma, beta) => plus(mul(x, gamma), beta)) };
}

function recurrent(units: number, input: Shape): LayerCase {
  return { kind: 'gru', values: { units }, inputs: [input], reference: (inputs, weights) => stockGru(at(inputs, 0), weights) };
}

function reversal(lambda: number): LayerCase {
  return { kind: 'gradient-reversal', values: { lambda }, inputs: [[4, 3]], reference: ofInput((x) => mul(x, 1)), gradientFactor: -lambda };
}

export const layerCases: readonly LayerCase[] = [
  { kind: 'input', values: {}, inputs: [[4, 5, 2]], reference: ofInput((x) => mul(x, 1)) },
  half('left', [0, 0, 0], [4, 2, 2]),
  half('right', [0, 3, 0], [4, 2, 2]),
  half('top', [0, 0, 0], [2, 5, 2]),
  half('bottom', [2, 0, 0], [2, 5, 2]),
  conv(3, 1, 'same', 'relu', [5, 4, 2]),
  conv(3, 1, 'valid', 'gelu', [5, 4, 2]),
  conv(1, 1, 'same', 'none', [3, 3, 1]),
  conv(2, 1, 'same', 'sigmoid', [5, 4, 2]),
  conv(5, 2, 'same', 'tanh', [7, 6, 1]),
  conv(3, 2, 'valid', 'relu', [8, 6, 2]),
  conv(2, 3, 'valid', 'none', [7, 8, 3]),
  conv(3, 1, 'same', 'relu', [1, 1, 2]),
  separable(3, 1, 'same', 'relu', [5, 4, 2]),
  separable(3, 1, 'valid', 'gelu', [5, 4, 3]),
  separable(5, 2, 'same', 'tanh', [7, 6, 1]),
  separable(3, 2, 'same', 'none', [6, 5, 2]),
  separable(2, 3, 'same', 'none', [7, 8, 2]),
  separable(2, 3, 'valid', 'sigmoid', [7, 8, 2]),
  separable(3, 2, 'valid', 'relu', [8, 6, 2]),
  separable(1, 2, 'valid', 'relu', [4, 5, 2]),
  separable(3, 1, 'same', 'none', [1, 1, 2]),
  ...['none', 'relu', 'sigmoid', 'tanh', 'gelu'].map((name) => dense(name, [7])),
  dense('relu', [2, 3, 2]),
  maximum(2, 2, 'valid', [6, 5, 2]),
  maximum(3, 1, 'same', [4, 5, 2]),
  maximum(3, 2, 'same', [5, 4, 3]),
  average(2, 2, 'valid', [6, 5, 2]),
  average(3, 1, 'same', [4, 5, 2]),
  average(3, 2, 'same', [5, 4, 3]),
  { kind: 'global-average-pool', values: {}, inputs: [[4, 3, 2]], reference: ofInput((x) => mean(x, [1, 2])) },
  { kind: 'global-average-pool', values: {}, inputs: [[1, 1, 3]], reference: ofInput((x) => mean(x, [1, 2])) },
  { kind: 'flatten', values: {}, inputs: [[3, 2, 2]], reference: ofInput((x) => reshape(x, [batch, 12])) },
  ...['relu', 'sigmoid', 'tanh', 'gelu'].map(activation),
  dropout(0.25, [6, 5]),
  dropout(0, [3]),
  { kind: 'add', values: {}, inputs: [[3, 2], [3, 2], [3, 2]], reference: (inputs) => addN([...inputs]) },
  { kind: 'add', values: {}, inputs: [[3]], reference: ofInput((x) => mul(x, 1)) },
  { kind: 'concat', values: {}, inputs: [[2, 3, 2], [2, 3, 1], [2, 3, 4]], reference: (inputs) => join([...inputs], -1) },
  { kind: 'concat', values: {}, inputs: [[5], [2]], reference: (inputs) => join([...inputs], -1) },
  {
    kind: 'upsample',
    values: { factor: 3 },
    inputs: [[2, 3, 2]],
    // By repetition, since the gradient of TensorFlow.js' own nearest-neighbour resizing is wrong
    // for such sizes.
    reference: ofInput((x) => reshape(mul(reshape(x, [batch, 2, 1, 3, 1, 2]), ones([1, 1, 3, 1, 3, 1])), [batch, 6, 9, 2])),
  },
  normalisation([7]),
  normalisation([4, 5, 3]),
  normalisation([1, 1, 2]),
  fixedNormalisation([7]),
  fixedNormalisation([4, 5, 3]),
  fixedNormalisation([1, 1, 2]),
  product([[3, 2]]),
  product([[4, 3, 2], [4, 3, 2]]),
  product([[5], [5], [5]]),
  stitch(0, 1, [3]),
  stitch(1, 2, [7]),
  stitch(2, 3, [4, 3, 5]),
  subspaces(0, 1, [2]),
  subspaces(1, 2, [6]),
  subspaces(3, 3, [4, 3, 4]),
  mixture(1, [3]),
  mixture(3, [5]),
  mixture(4, [3, 2, 2]),
  modulation([7]),
  modulation([4, 5, 3]),
  modulation([1, 1, 2]),
  recurrent(5, [4, 3, 2]),
  recurrent(3, [1, 5, 1]),
  recurrent(1, [7, 1, 1]),
  recurrent(8, [3, 2, 1]),
  ...[0, 0.5, 1, 10].map(reversal),
  head('class', [6]),
  head('class', [2, 2, 3]),
  head('copy', [4, 5, 3]),
  head('copy', [7]),
];
