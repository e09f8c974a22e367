import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ownKernel } from './kernel-attributes';
import { dispatch, free, isEmpty, output, runProgram, zeros } from './runner';
import type { Program } from './runner-program';
import { addUpParts, forEachIndex, lengthOf, workgroupsFor } from './threads';
import { adapterClassOf } from './variants';

/** Threads that share an example on a graphics processor; in software one takes it alone. */
const lanes = 64;

/**
 * Three sums over the pixels of each example, [examples, 3]: `term` returns a pixel's part of them,
 * in WGSL, of its logit z and its class y, 0 or 1.
 */
function sumsOfExamples(backend: WebGPUBackend, name: string, term: string, prediction: TensorInfo, truth: TensorInfo): TensorInfo {
  const [examples = 0] = prediction.shape;
  const adapter = adapterClassOf(backend.device);
  const threads = adapter === 'software' ? 1 : lanes;
  const program: Program = {
    key: `${name} of examples ${adapter}`,
    inputs: [['prediction', 'f32'], ['truth', 'f32']],
    outputs: [['sums', 'f32']],
    uniforms: [['pixels', 'u32']],
    body: () => `
fn term(place: u32) -> vec3<f32> {
  let z = prediction[place];
  let y = truth[place];
  ${term}
}
var<workgroup> parts: array<vec3<f32>, ${threads}>;
@compute @workgroup_size(${threads})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let example = group.x + group.y * groups.x;
  let isThere = example < arrayLength(&sums) / 3u;
  let end = select(0u, uniforms.pixels, isThere);
  var total = vec3(0.0);
  for (var pixel = lane; pixel < end; pixel += ${threads}u) { total += term(example * uniforms.pixels + pixel); }
  parts[lane] = total;
  ${threads === 1 ? '' : addUpParts(threads)}
  if (lane == 0u && isThere) {
    sums[3u * example] = parts[0].x;
    sums[3u * example + 1u] = parts[0].y;
    sums[3u * example + 2u] = parts[0].z;
  }
}`,
  };
  return runProgram(backend, program, [prediction, truth], [examples, 3], examples, [['u32', lengthOf(prediction) / examples]]);
}

/** The surprise, and what Dice is made of: Σ p y and Σ (p + y). */
const lossTerm = `
  let p = 1.0 / (1.0 + exp(-z));
  return vec3(max(z, 0.0) - z * y + log(1.0 + exp(-abs(z))), p * y, p + y);`;

const lossProgram: Program = {
  key: 'MaskLoss',
  inputs: [['prediction', 'f32'], ['truth', 'f32'], ['exampleWeights', 'f32'], ['sums', 'f32']],
  outputs: [['value', 'f32'], ['cotangent', 'f32']],
  uniforms: [['pixels', 'u32'], ['factor', 'f32'], ['dice', 'f32']],
  body: () => `
fn lossOf(example: u32) -> f32 {
  let above = 2.0 * sums[3u * example + 1u] + 1.0;
  let below = sums[3u * example + 2u] + 1.0;
  return (1.0 - uniforms.dice) * sums[3u * example] / f32(uniforms.pixels) + uniforms.dice * (below - above) / below;
}
${forEachIndex('arrayLength(&cotangent)', `
  let example = index / uniforms.pixels;
  let p = 1.0 / (1.0 + exp(-prediction[index]));
  let y = truth[index];
  let above = 2.0 * sums[3u * example + 1u] + 1.0;
  let below = sums[3u * example + 2u] + 1.0;
  let ofPixels = (1.0 - uniforms.dice) * (p - y) / f32(uniforms.pixels);
  let ofDice = uniforms.dice * ((above / below - 2.0 * y) / below) * (p - p * p);
  cotangent[index] = (ofPixels + ofDice) * exampleWeights[example] * uniforms.factor;
  if (index > 0u) { return; }
  var total = 0.0;
  for (var one = 0u; one < arrayLength(&exampleWeights); one += 1u) { total += lossOf(one) * exampleWeights[one] * uniforms.factor; }
  value[0] = total;`)}`,
};

/**
 * The loss of masks of two classes and its cotangent in two dispatches, where stock operations take
 * about forty.
 */
export const maskLoss = ownKernel('MaskLoss', ({ backend, tensor, number }) => {
  const [prediction, target, exampleWeights] = [tensor('prediction'), tensor('target'), tensor('exampleWeights')];
  const [examples = 0] = prediction.shape;
  if (isEmpty(prediction)) return [zeros(backend, [1]), zeros(backend, prediction.shape)];
  const sums = sumsOfExamples(backend, 'MaskLoss', lossTerm, prediction, target);
  const [value, cotangent] = [output(backend, [1]), output(backend, prediction.shape)];
  dispatch(backend, lossProgram, {
    inputs: [prediction, target, exampleWeights, sums],
    outputs: [value, cotangent],
    uniforms: [['u32', lengthOf(prediction) / examples], ['f32', 1 / number('total'), number('dice')]],
    workgroups: workgroupsFor(lengthOf(prediction)),
  });
  free(backend, sums);
  return [value, cotangent];
});

/** Pixels of class 1 in truth and answer, in the answer, in the truth. */
const sumsTerm = `
  let answer = select(0.0, 1.0, z > 0.0);
  return vec3(answer * y, answer, y);`;

function sumsProgram(weighted: boolean): Program {
  return {
    key: `MaskSums${weighted ? ' weighted' : ''}`,
    inputs: [['counts', 'f32'], ...(weighted ? [['exampleWeights', 'f32']] as const : [])],
    outputs: [['sums', 'f32']],
    uniforms: [['pixels', 'f32']],
    body: () => `
fn term(sum: u32, example: u32) -> f32 {
  let both = counts[3u * example];
  let either = counts[3u * example + 1u] + counts[3u * example + 2u] - both;
  switch sum {
    case 0u: { return uniforms.pixels - either; }
    case 1u: { return both; }
    case 2u: { return uniforms.pixels - both; }
    case 3u: { return either; }
    case 4u: {
      let nowhere = select(1.0, 0.0, either > 0.0);
      return (2.0 * both + nowhere) / (both + either + nowhere);
    }
    default: { return 1.0; }
  }
}
${forEachIndex('arrayLength(&sums)', `
  var total = 0.0;
  for (var example = 0u; example < arrayLength(&counts) / 3u; example += 1u) { total += term(index, example)${weighted ? ' * exampleWeights[example]' : ''}; }
  sums[index] = total;`)}`,
  };
}

/** The sums of masks of two classes, [6] as measures/mask.ts says, in two dispatches. */
export const maskSums = ownKernel('MaskSums', ({ backend, tensor, optional }) => {
  const [prediction, target, exampleWeights] = [tensor('prediction'), tensor('target'), optional('exampleWeights')];
  const [examples = 0] = prediction.shape;
  if (isEmpty(prediction)) return zeros(backend, [6]);
  const counts = sumsOfExamples(backend, 'MaskSums', sumsTerm, prediction, target);
  const inputs = [counts, ...(exampleWeights === undefined ? [] : [exampleWeights])];
  const sums = runProgram(backend, sumsProgram(exampleWeights !== undefined), inputs, [6], workgroupsFor(6), [['f32', lengthOf(prediction) / examples]]);
  free(backend, counts);
  return sums;
});
