import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { runProgram } from './runner';
import type { Program } from './runner-program';
import { addUpParts, forEachIndex, lengthOf, workgroupsFor } from './threads';
import { adapterClassOf, type AdapterClass } from './variants';

/** Threads that share one sum on a graphics processor. */
const lanes = 64;

/**
 * The second stage of long sums: adds up the rows of a matrix. In software one thread goes through
 * a column, since there a barrier costs more than the additions; on a graphics processor a
 * workgroup does, each thread every 64th row.
 */
const programs: Readonly<Record<AdapterClass, Program>> = {
  software: {
    key: 'RowSums software',
    inputs: [['rows', 'f32']],
    outputs: [['sums', 'f32']],
    body: () =>
      forEachIndex('arrayLength(&sums)', `
  let columns = arrayLength(&sums);
  var sum = 0.0;
  for (var place = index; place < arrayLength(&rows); place += columns) { sum += rows[place]; }
  sums[index] = sum;`),
  },
  hardware: {
    key: 'RowSums hardware',
    inputs: [['rows', 'f32']],
    outputs: [['sums', 'f32']],
    body: () => `
var<workgroup> parts: array<f32, ${lanes}>;
@compute @workgroup_size(${lanes})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let columns = arrayLength(&sums);
  let column = group.x + group.y * groups.x;
  var sum = 0.0;
  for (var place = lane * columns + column; place < arrayLength(&rows) && column < columns; place += ${lanes}u * columns) {
    sum += rows[place];
  }
  parts[lane] = sum;
  ${addUpParts(lanes)}
  if (lane == 0u && column < columns) { sums[column] = parts[0]; }
}`,
  },
};

/**
 * Rows that one thread of a first stage goes through, at least, and the most parts that it cuts a
 * long sum into.
 */
const fewestRows = 16;
const mostParts = 128;

/**
 * Into how many parts sums over so many rows are cut, so that there are threads enough and the
 * second stage stays short.
 */
export function partsFor(rows: number): number {
  return Math.max(1, Math.min(mostParts, Math.ceil(rows / fewestRows)));
}

/** Adds up rows: [rows, …shape] → shape. At least one row. */
export function sumRows(backend: WebGPUBackend, rows: TensorInfo, shape: readonly number[]): TensorInfo {
  const adapter = adapterClassOf(backend.device);
  const columns = shape.reduce((product, length) => product * length, 1);
  if (lengthOf(rows) === 0) throw new Error('there is no row to add up');
  return runProgram(backend, programs[adapter], [rows], shape, adapter === 'software' ? workgroupsFor(columns) : columns);
}
