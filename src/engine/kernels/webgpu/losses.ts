import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ownKernel } from './kernel-attributes';
import { sumRows } from './row-sums';
import { dispatch, free, isEmpty, output, zeros } from './runner';
import type { Binding, Program, UniformValues } from './runner-program';
import { addUpParts, forEachIndex, lengthOf, workgroupsFor } from './threads';
import { adapterClassOf, type AdapterClass } from './variants';

/** Threads of the one workgroup that makes a short sum on a graphics processor. */
const lanes = 256;
/** From so many parts on, a sum takes a second dispatch. */
const longSum = 8192;

/**
 * A sum of terms beside which something is written for each: `term(index)` returns the one and does
 * the other, in WGSL.
 */
interface Terms {
  readonly name: string;
  readonly inputs: readonly Binding[];
  /** What is written besides the sum. */
  readonly outputs: readonly Binding[];
  /** The number of terms, a u32 expression. */
  readonly count: string;
  /** WGSL functions `term(index: u32) -> f32` and `write(index: u32)`. */
  readonly code: string;
}

/**
 * Sum and outputs in one dispatch. On a graphics processor by one workgroup, which shares the sum
 * out among its threads. In software, where barriers cost more, the threads write the outputs and
 * the first of them makes the sum alone.
 */
function shortProgram({ name, inputs, outputs, count, code }: Terms, adapter: AdapterClass): Program {
  return {
    key: `${name} ${adapter}`,
    inputs,
    outputs: [['sum', 'f32'], ...outputs],
    uniforms: [['factor', 'f32']],
    body: () => code + (adapter === 'software' ? inSoftware(count) : inOneWorkgroup(count)),
  };
}

const inSoftware = (count: string) =>
  forEachIndex(count, `
  write(index);
  if (index > 0u) { return; }
  var total = 0.0;
  for (var place = 0u; place < ${count}; place += 1u) { total += term(place); }
  sum[0] = total;`);

const inOneWorkgroup = (count: string) => `
var<workgroup> parts: array<f32, ${lanes}>;
@compute @workgroup_size(${lanes})
fn main(@builtin(local_invocation_index) lane: u32) {
  var total = 0.0;
  for (var place = lane; place < ${count}; place += ${lanes}u) {
    write(place);
    total += term(place);
  }
  parts[lane] = total;
  ${addUpParts(lanes)}
  if (lane == 0u) { sum[0] = parts[0]; }
}`;

/**
 * The first stage of a long sum: as many parts as `sum` has places, each of every so many terms.
 */
function longProgram({ name, inputs, outputs, count, code }: Terms): Program {
  return {
    key: `${name} in parts`,
    inputs,
    outputs: [['sum', 'f32'], ...outputs],
    uniforms: [['factor', 'f32']],
    body: () =>
      code +
      forEachIndex('arrayLength(&sum)', `
  var total = 0.0;
  for (var place = index; place < ${count}; place += arrayLength(&sum)) {
    write(place);
    total += term(place);
  }
  sum[index] = total;`),
  };
}

function runTerms(
  backend: WebGPUBackend,
  terms: Terms,
  count: number,
  inputs: readonly TensorInfo[],
  outputs: readonly TensorInfo[],
  uniforms: UniformValues,
): TensorInfo {
  const adapter = adapterClassOf(backend.device);
  if (count <= longSum) {
    const sum = output(backend, [1]);
    const workgroups = adapter === 'software' ? workgroupsFor(count) : 1;
    dispatch(backend, shortProgram(terms, adapter), { inputs, outputs: [sum, ...outputs], uniforms, workgroups });
    return sum;
  }
  const parts = output(backend, [512]);
  dispatch(backend, longProgram(terms), { inputs, outputs: [parts, ...outputs], uniforms, workgroups: workgroupsFor(512) });
  const sum = sumRows(backend, parts, [1]);
  free(backend, parts);
  return sum;
}

/**
 * Softmax cross-entropy and its cotangent in one dispatch, where TensorFlow.js takes about a dozen.
 */
export const softmaxCrossEntropy = ownKernel('SoftmaxCrossEntropy', ({ backend, tensor, number }) => {
  const [logits, target, exampleWeights] = [tensor('logits'), tensor('target'), tensor('exampleWeights')];
  const [batch = 0, classes = 0] = logits.shape;
  if (isEmpty(logits)) return [zeros(backend, [1]), zeros(backend, logits.shape)];
  const cotangent = output(backend, logits.shape);
  const terms: Terms = {
    name: `SoftmaxCrossEntropy ${classes}`,
    inputs: [['logits', 'f32'], ['classOf', 'i32'], ['exampleWeights', 'f32']],
    outputs: [['cotangent', 'f32']],
    count: 'arrayLength(&exampleWeights)',
    // z − max z, so that large logits neither overflow nor lose the value.
    code: `
fn largestOf(first: u32) -> f32 {
  var largest = logits[first];
  for (var place = first + 1u; place < first + ${classes}u; place += 1u) { largest = max(largest, logits[place]); }
  return largest;
}
fn normaliserOf(first: u32, largest: f32) -> f32 {
  var sum = 0.0;
  for (var place = first; place < first + ${classes}u; place += 1u) { sum += exp(logits[place] - largest); }
  return sum;
}
fn term(row: u32) -> f32 {
  let first = row * ${classes}u;
  let largest = largestOf(first);
  let logit = logits[first + u32(classOf[row])];
  return (log(normaliserOf(first, largest)) - (logit - largest)) * exampleWeights[row] * uniforms.factor;
}
fn write(row: u32) {
  let first = row * ${classes}u;
  let largest = largestOf(first);
  let normaliser = normaliserOf(first, largest);
  let weight = exampleWeights[row] * uniforms.factor;
  for (var column = 0u; column < ${classes}u; column += 1u) {
    let truth = select(0.0, 1.0, i32(column) == classOf[row]);
    cotangent[first + column] = (exp(logits[first + column] - largest) / normaliser - truth) * weight;
  }
}`,
  };
  const inputs = [logits, target, exampleWeights];
  return [runTerms(backend, terms, batch, inputs, [cotangent], [['f32', 1 / number('total')]]), cotangent];
});

/** Mean squared error and its cotangent: one dispatch for small outputs, two for images. */
export const meanSquaredError = ownKernel('MeanSquaredError', ({ backend, tensor, number }) => {
  const [prediction, target, exampleWeights] = [tensor('prediction'), tensor('target'), tensor('exampleWeights')];
  const [, elements = 0] = prediction.shape;
  if (isEmpty(prediction)) return [zeros(backend, [1]), zeros(backend, prediction.shape)];
  const cotangent = output(backend, prediction.shape);
  const terms: Terms = {
    name: `MeanSquaredError ${elements}`,
    inputs: [['prediction', 'f32'], ['truth', 'f32'], ['exampleWeights', 'f32']],
    outputs: [['cotangent', 'f32']],
    count: 'arrayLength(&cotangent)',
    code: `
fn term(place: u32) -> f32 {
  let error = prediction[place] - truth[place];
  return error * error * exampleWeights[place / ${elements}u] * uniforms.factor;
}
fn write(place: u32) {
  cotangent[place] = 2.0 * (prediction[place] - truth[place]) * exampleWeights[place / ${elements}u] * uniforms.factor;
}`,
  };
  const uniforms: UniformValues = [['f32', 1 / (number('total') * elements)]];
  return [runTerms(backend, terms, lengthOf(prediction), [prediction, target, exampleWeights], [cotangent], uniforms), cotangent];
});

/** [correct, examples] in one dispatch. */
export const classificationSums = ownKernel('ClassificationSums', ({ backend, tensor, optional }) => {
  const [logits, target, exampleWeights] = [tensor('logits'), tensor('target'), optional('exampleWeights')];
  const [batch = 0, classes = 0] = logits.shape;
  if (isEmpty(logits)) return backend.makeTensorInfo([2], 'float32', Float32Array.of(0, batch));
  const adapter = adapterClassOf(backend.device);
  const sums = output(backend, [2]);
  const weighted = exampleWeights === undefined ? [] : [exampleWeights];
  const program = sumsProgram(classes, adapter, exampleWeights !== undefined);
  dispatch(backend, program, { inputs: [logits, target, ...weighted], outputs: [sums], workgroups: 1 });
  return sums;
});

function sumsProgram(classes: number, adapter: AdapterClass, weighted: boolean): Program {
  const threads = adapter === 'software' ? 1 : lanes;
  // With weights the sum of both at once; without, examples are as many as there are.
  const type = weighted ? 'vec2<f32>' : 'f32';
  const term = weighted ? 'vec2(isCorrect(row), 1.0) * exampleWeights[row]' : 'isCorrect(row)';
  return {
    key: `ClassificationSums ${classes} ${adapter}${weighted ? ' weighted' : ''}`,
    inputs: [['logits', 'f32'], ['classOf', 'i32'], ...(weighted ? [['exampleWeights', 'f32']] as const : [])],
    outputs: [['sums', 'f32']],
    body: () => `
fn isCorrect(row: u32) -> f32 {
  let first = row * ${classes}u;
  var best = 0u;
  for (var column = 1u; column < ${classes}u; column += 1u) {
    if (logits[first + column] > logits[first + best]) { best = column; }
  }
  return select(0.0, 1.0, i32(best) == classOf[row]);
}
${threads === 1 ? '' : `var<workgroup> parts: array<${type}, ${threads}>;`}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) lane: u32) {
  var total = ${type}();
  for (var row = lane; row < arrayLength(&classOf); row += ${threads}u) { total += ${term}; }
  ${threads === 1 ? '' : `
  parts[lane] = total;
  ${addUpParts(threads)}
  total = parts[0];`}
  if (lane == 0u) {
    sums[0] = ${weighted ? 'total.x' : 'total'};
    sums[1] = ${weighted ? 'total.y' : 'f32(arrayLength(&classOf))'};
  }
}`,
  };
}
