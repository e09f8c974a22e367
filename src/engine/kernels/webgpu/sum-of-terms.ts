import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sumRows } from './row-sums';
import { dispatch, free, output } from './runner';
import type { Binding, Program, UniformValues } from './runner-program';
import { addUpParts, forEachIndex, workgroupsFor } from './threads';
import { adapterClassOf, type AdapterClass } from './variants';

/** Threads of the one workgroup that makes a short sum on a graphics processor. */
const lanes = 64;
/** From so many parts on, a sum takes a second dispatch. */
const longSum = 2048;

/**
 * A sum of terms beside which something is written for each: `term(index)` returns the one and does
 * the other, in WGSL.
 */
export interface Terms {
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

/** Makes the sum [1] of so many terms, in one dispatch or two, and writes the outputs. */
export function runTerms(
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
