import { util, type TensorInfo } from '@tensorflow/tfjs-core';

/** Threads of a workgroup in which each thread works for itself. */
const groupSize = 64;

/**
 * WGSL that runs `code` once for each `index` below `count` (u32 expressions); to be dispatched
 * with `workgroupsFor` that many.
 */
export function forEachIndex(count: string, code: string): string {
  return `
@compute @workgroup_size(${groupSize})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let index = (group.x + group.y * groups.x) * ${groupSize}u + thread;
  if (index >= ${count}) { return; }
  ${code}
}`;
}

/**
 * WGSL that adds up `parts`, one number of each thread `lane` of a workgroup, into `parts[0]`, for
 * the first thread to read; `threads` is a power of two.
 */
export function addUpParts(threads: number): string {
  return `for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { parts[lane] += parts[lane + half]; }
  }`;
}

/** Workgroups for so many threads. */
export function workgroupsFor(count: number): number {
  return Math.ceil(count / groupSize);
}

/** Lists of numbers as uniforms: vectors of four, the last filled up with zeros. */
export function inFours(values: readonly number[]): number[] {
  return [...values, ...Array.from({ length: (4 - (values.length % 4)) % 4 }, () => 0)];
}

/** How many vectors of four a list of that length takes. */
export function foursOf(length: number): number {
  return Math.ceil(length / 4);
}

/** The number of elements of a tensor. */
export function lengthOf({ shape }: TensorInfo): number {
  return util.sizeFromShape(shape);
}
