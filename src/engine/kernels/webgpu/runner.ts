import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { recordSoon } from './runner-held';
import type { Program, UniformValues } from './runner-program';

/** One run of a program. */
interface Dispatch {
  /** One for each of the program's inputs; none may be empty. */
  readonly inputs: readonly TensorInfo[];
  /**
   * One for each of the program's outputs: new tensors of `backend.makeTensorInfo`, or ones to be
   * changed in place, which may not be inputs as well.
   */
  readonly outputs: readonly TensorInfo[];
  readonly uniforms?: UniformValues;
  /** How many workgroups in all (see gridOf). */
  readonly workgroups: number;
}

/**
 * Records a program among TensorFlow.js' own commands, in order with them. Unlike its
 * `runWebGPUProgram` it takes any number of outputs and writes no shapes and strides into uniforms.
 * While the flag WEBGPU_ENGINE_COMPILE_ONLY is set it only begins to compile, as TensorFlow.js
 * does, and the outputs stay without values.
 */
export function dispatch(backend: WebGPUBackend, program: Program, run: Dispatch): void {
  const { inputs, outputs, uniforms = [], workgroups } = run;
  for (const output of outputs) prepareOutput(backend, output);
  if (workgroups === 0 || outputs.every(isEmpty)) return;
  for (const input of inputs) backend.uploadToGPU(input.dataId);
  recordSoon(backend, { program, inputs, outputs, uniforms, workgroups });
}

/** A new tensor that a program may write. */
export function output(backend: WebGPUBackend, shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
  return backend.makeTensorInfo([...shape], dtype);
}

/** Runs a program with one new output. */
export function runProgram(
  backend: WebGPUBackend,
  program: Program,
  inputs: readonly TensorInfo[],
  shape: readonly number[],
  workgroups: number,
  uniforms: UniformValues = [],
): TensorInfo {
  const result = output(backend, shape);
  dispatch(backend, program, { inputs, outputs: [result], uniforms, workgroups });
  return result;
}

/** A tensor of zeros, for what comes of empty inputs. */
export function zeros(backend: WebGPUBackend, shape: readonly number[]): TensorInfo {
  return backend.makeTensorInfo([...shape], 'float32', new Float32Array(util.sizeFromShape([...shape])));
}

/**
 * Frees intermediate results, which TensorFlow.js does not know of; their memory is used again
 * after the submission.
 */
export function free(backend: WebGPUBackend, ...intermediates: readonly TensorInfo[]): void {
  for (const { dataId } of intermediates) backend.disposeData(dataId);
}

/** True for a tensor without elements: no buffer can be bound for it. */
export function isEmpty({ shape }: TensorInfo): boolean {
  return shape.includes(0);
}

function prepareOutput(backend: WebGPUBackend, tensor: TensorInfo): void {
  if (isEmpty(tensor)) {
    backend.tensorMap.get(tensor.dataId).values = tensor.dtype === 'int32' ? new Int32Array(0) : new Float32Array(0);
    return;
  }
  backend.uploadToGPU(tensor.dataId);
  // What was read of it before is no longer so.
  const data: { values: unknown } = backend.tensorMap.get(tensor.dataId);
  data.values = null;
}
