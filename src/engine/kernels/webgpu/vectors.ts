import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ownKernel } from './kernel-attributes';
import { dispatch, output, runProgram } from './runner';
import type { Program } from './runner-program';
import { foursOf, forEachIndex, inFours, lengthOf, workgroupsFor } from './threads';

/**
 * Copies as many stretches at once as the number of buffers allows, where TensorFlow.js takes one
 * dispatch for each.
 */
export const splitVector = ownKernel('SplitVector', ({ backend, tensor, numbers }) => {
  const vector = tensor('vector');
  const sizes = numbers('sizes');
  const stretches = numbers('offsets').map((offset, index) => ({ offset, size: sizes[index] ?? 0 }));
  // With the vector itself as many buffers as the device binds.
  const mostParts = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  const results: TensorInfo[] = [];
  for (let first = 0; first < stretches.length; first += mostParts) {
    const some = stretches.slice(first, first + mostParts);
    const parts = some.map(({ size }) => output(backend, [size]));
    const copied = some.flatMap((stretch, index) => (stretch.size === 0 ? [] : [{ ...stretch, part: parts[index] }]));
    dispatch(backend, splitProgram(copied.length), {
      inputs: [vector],
      outputs: copied.flatMap(({ part }) => part ?? []),
      uniforms: copied.flatMap(({ offset, size }) => [['u32', offset, size] as const]),
      workgroups: workgroupsFor(some.reduce((sum, { size }) => sum + size, 0)),
    });
    for (const part of parts) if (part.shape[0] === 0) backend.tensorMap.get(part.dataId).values = new Float32Array(0);
    results.push(...parts);
  }
  return results;
});

function splitProgram(parts: number): Program {
  const names = Array.from({ length: parts }, (_, part) => part);
  return {
    key: `SplitVector ${parts}`,
    inputs: [['vector', 'f32']],
    outputs: names.map((part) => [`part${part}`, 'f32']),
    uniforms: names.map((part) => [`stretch${part}`, 'vec2<u32>']),
    body: () => {
      const total = names.map((part) => `uniforms.stretch${part}.y`).join(' + ');
      const copies = names.map((part) => `
  if (place < uniforms.stretch${part}.y) { part${part}[place] = vector[uniforms.stretch${part}.x + place]; return; }
  place -= uniforms.stretch${part}.y;`);
      return forEachIndex(total, `var place = index;${copies.join('')}`);
    },
  };
}

/** Σ weights_i rows_i in one pass, without a tensor for the weights. */
export const combineRows = ownKernel('CombineRows', ({ backend, tensor, numbers }) => {
  const rows = tensor('rows');
  const [count = 0, values = 0] = rows.shape;
  const weights = numbers('weights');
  const program: Program = {
    key: `CombineRows ${count}`,
    inputs: [['rows', 'f32']],
    outputs: [['sums', 'f32']],
    uniforms: [['weights', `array<vec4<f32>, ${foursOf(count)}>`]],
    body: () => {
      const terms = Array.from({ length: count }, (_, row) =>
        `uniforms.weights[${Math.floor(row / 4)}][${row % 4}] * rows[${row}u * arrayLength(&sums) + index]`);
      return forEachIndex('arrayLength(&sums)', `sums[index] = ${terms.join(' + ')};`);
    },
  };
  return runProgram(backend, program, [rows], [values], workgroupsFor(values), [['f32', ...inFours(weights)]]);
});

const scaleProgram: Program = {
  key: 'Scale',
  inputs: [['x', 'f32']],
  outputs: [['scaled', 'f32']],
  uniforms: [['factor', 'f32']],
  body: () => forEachIndex('arrayLength(&scaled)', 'scaled[index] = uniforms.factor * x[index];'),
};

/** factor · x: TensorFlow.js' product uploads a tensor for the factor. */
export const scale = ownKernel('Scale', ({ backend, tensor, number }) => {
  const x = tensor('x');
  return runProgram(backend, scaleProgram, [x], x.shape, workgroupsFor(lengthOf(x)), [['f32', number('factor')]]);
});
