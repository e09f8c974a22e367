import { ownKernel } from './kernel-attributes';
import { dispatch, isEmpty, output, zeros } from './runner';
import type { Program, UniformValues } from './runner-program';
import { runTerms, type Terms } from './sum-of-terms';
import { addUpParts, lengthOf } from './threads';
import { adapterClassOf, type AdapterClass } from './variants';

/** Threads of the one workgroup that makes the sums on a graphics processor. */
const lanes = 64;

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
