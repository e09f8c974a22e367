import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ownKernel } from './kernel-attributes';
import { partsFor, sumRows } from './row-sums';
import { dispatch, free, output, runProgram, zeros } from './runner';
import type { Program } from './runner-program';
import { forEachIndex, lengthOf, workgroupsFor } from './threads';

/**
 * Mean and squared deviations of a part of the rows, per channel: every so manieth row, so that the
 * threads of a group read side by side. Two passes over the part, since sums of squares would
 * cancel.
 */
const partialMoments: Program = {
  key: 'BatchNorm moments of parts',
  inputs: [['x', 'f32']],
  outputs: [['means', 'f32'], ['deviations', 'f32']],
  uniforms: [['channels', 'u32'], ['rows', 'u32'], ['parts', 'u32']],
  body: () =>
    forEachIndex('uniforms.channels * uniforms.parts', `
  let part = index / uniforms.channels;
  let step = uniforms.parts * uniforms.channels;
  let count = f32((uniforms.rows - part + uniforms.parts - 1u) / uniforms.parts);
  var sum = 0.0;
  for (var place = index; place < arrayLength(&x); place += step) { sum += x[place]; }
  let mean = sum / count;
  var squares = 0.0;
  for (var place = index; place < arrayLength(&x); place += step) { squares += (x[place] - mean) * (x[place] - mean); }
  means[index] = mean;
  deviations[index] = squares;`),
};

/**
 * Joins the moments of the parts (Chan, Golub and LeVeque 1983, formula 2.1, over all parts at
 * once).
 */
const joinedMoments: Program = {
  key: 'BatchNorm moments',
  inputs: [['means', 'f32'], ['deviations', 'f32']],
  outputs: [['mean', 'f32'], ['variance', 'f32']],
  uniforms: [['rows', 'u32'], ['parts', 'u32']],
  body: () => `
fn countOf(part: u32) -> f32 { return f32((uniforms.rows - part + uniforms.parts - 1u) / uniforms.parts); }
${forEachIndex('arrayLength(&mean)', `
  let channels = arrayLength(&mean);
  var sum = 0.0;
  for (var part = 0u; part < uniforms.parts; part += 1u) { sum += countOf(part) * means[part * channels + index]; }
  let whole = sum / f32(uniforms.rows);
  var squares = 0.0;
  for (var part = 0u; part < uniforms.parts; part += 1u) {
    let apart = means[part * channels + index] - whole;
    squares += deviations[part * channels + index] + countOf(part) * apart * apart;
  }
  mean[index] = whole;
  variance[index] = squares / f32(uniforms.rows);`)}`,
};

const normalise: Program = {
  key: 'BatchNorm normalise',
  inputs: [['x', 'f32'], ['gamma', 'f32'], ['beta', 'f32'], ['mean', 'f32'], ['variance', 'f32']],
  outputs: [['y', 'f32']],
  uniforms: [['epsilon', 'f32']],
  body: () =>
    forEachIndex('arrayLength(&y)', `
  let channel = index % arrayLength(&gamma);
  let scale = gamma[channel] / sqrt(variance[channel] + uniforms.epsilon);
  y[index] = (x[index] - mean[channel]) * scale + beta[channel];`),
};

/**
 * Batch normalisation with the batch's own moments: three dispatches, where stock operations take
 * about twenty.
 */
export const batchNormForward = ownKernel('BatchNormForward', ({ backend, tensor, number }) => {
  const [x, gamma, beta] = [tensor('x'), tensor('gamma'), tensor('beta')];
  const [rows = 0, channels = 0] = x.shape;
  if (x.shape.includes(0)) return [zeros(backend, x.shape), zeros(backend, [channels]), zeros(backend, [channels])];
  const { mean, variance } = momentsOf(backend, x, rows, channels);
  const epsilon = [['f32', number('epsilon')]] as const;
  const y = runProgram(backend, normalise, [x, gamma, beta, mean, variance], x.shape, workgroupsFor(lengthOf(x)), epsilon);
  return [y, mean, variance];
});

function momentsOf(backend: WebGPUBackend, x: TensorInfo, rows: number, channels: number) {
  const parts = partsFor(rows);
  const [means, deviations] = [output(backend, [parts, channels]), output(backend, [parts, channels])];
  dispatch(backend, partialMoments, {
    inputs: [x],
    outputs: [means, deviations],
    uniforms: [['u32', channels, rows, parts]],
    workgroups: workgroupsFor(parts * channels),
  });
  const [mean, variance] = [output(backend, [channels]), output(backend, [channels])];
  dispatch(backend, joinedMoments, {
    inputs: [means, deviations],
    outputs: [mean, variance],
    uniforms: [['u32', rows, parts]],
    workgroups: workgroupsFor(channels),
  });
  free(backend, means, deviations);
  return { mean, variance };
}

/** Parts of Σ dy·x̂ and Σ dy over the rows, per task and channel: [parts, tasks, 2, channels]. */
const partialGradients: Program = {
  key: 'BatchNorm gradients of parts',
  inputs: [['cotangent', 'f32'], ['x', 'f32'], ['mean', 'f32'], ['variance', 'f32']],
  outputs: [['sums', 'f32']],
  uniforms: [['parts', 'u32'], ['tasks', 'u32'], ['epsilon', 'f32']],
  body: () =>
    forEachIndex('arrayLength(&mean) * uniforms.parts * uniforms.tasks', `
  let channels = arrayLength(&mean);
  let channel = index % channels;
  let task = (index / channels) % uniforms.tasks;
  let part = index / (channels * uniforms.tasks);
  let inverse = 1.0 / sqrt(variance[channel] + uniforms.epsilon);
  var scales = 0.0;
  var shifts = 0.0;
  for (var place = part * channels + channel; place < arrayLength(&x); place += uniforms.parts * channels) {
    let dy = cotangent[task * arrayLength(&x) + place];
    scales += dy * (x[place] - mean[channel]) * inverse;
    shifts += dy;
  }
  let first = (part * uniforms.tasks + task) * 2u * channels + channel;
  sums[first] = scales;
  sums[first + channels] = shifts;`),
};

/**
 * dx = γ / √(σ² + ε) · (dy − Σdy / n − x̂ Σ(dy·x̂) / n) (Ioffe and Szegedy 2015, section 3, put
 * together).
 */
const inputGradient: Program = {
  key: 'BatchNorm input gradient',
  inputs: [['cotangent', 'f32'], ['x', 'f32'], ['gamma', 'f32'], ['mean', 'f32'], ['variance', 'f32'], ['sums', 'f32']],
  outputs: [['gradient', 'f32']],
  uniforms: [['epsilon', 'f32']],
  body: () =>
    forEachIndex('arrayLength(&gradient)', `
  let channels = arrayLength(&gamma);
  let channel = index % channels;
  let place = index % arrayLength(&x);
  let first = (index / arrayLength(&x)) * 2u * channels + channel;
  let rows = f32(arrayLength(&x) / channels);
  let inverse = 1.0 / sqrt(variance[channel] + uniforms.epsilon);
  let normalised = (x[place] - mean[channel]) * inverse;
  gradient[index] = gamma[channel] * inverse * (cotangent[index] - (sums[first + channels] + normalised * sums[first]) / rows);`),
};

/** The gradients of batch normalisation for all tasks: three dispatches. */
export const batchNormBackward = ownKernel('BatchNormBackward', ({ backend, tensor, number }) => {
  const [cotangent, x, gamma] = [tensor('cotangent'), tensor('x'), tensor('gamma')];
  const [mean, variance] = [tensor('mean'), tensor('variance')];
  const [tasks = 0, rows = 0, channels = 0] = cotangent.shape;
  if (cotangent.shape.includes(0)) return [zeros(backend, cotangent.shape), zeros(backend, [tasks, 2 * channels])];
  const epsilon = number('epsilon');
  const parts = partsFor(rows);
  const partial = runProgram(
    backend,
    partialGradients,
    [cotangent, x, mean, variance],
    [parts, tasks, 2 * channels],
    workgroupsFor(parts * tasks * channels),
    [['u32', parts, tasks], ['f32', epsilon]],
  );
  const sums = sumRows(backend, partial, [tasks, 2 * channels]);
  free(backend, partial);
  const inputs = [cotangent, x, gamma, mean, variance, sums];
  const gradient = runProgram(backend, inputGradient, inputs, cotangent.shape, workgroupsFor(lengthOf(cotangent)), [['f32', epsilon]]);
  return [gradient, sums];
});
