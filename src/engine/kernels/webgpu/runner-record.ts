import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { recordingOf } from './runner-backend';
import { compileAhead, layoutOf, pipelineOf } from './runner-pipelines';
import { gridOf, packUniforms, type Program, type UniformValues } from './runner-program';

/** One run of a program on tensors that are on the device. */
export interface Run {
  readonly program: Program;
  /** One for each of the program's inputs; none may be empty. */
  readonly inputs: readonly TensorInfo[];
  /** One for each of the program's outputs. */
  readonly outputs: readonly TensorInfo[];
  readonly uniforms: UniformValues;
  /** How many workgroups in all (see gridOf). */
  readonly workgroups: number;
}

/** True while programs are only compiled, and nothing is computed. */
export function compilesOnly(): boolean {
  return env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
}

/** Has the buffers of tensors live until the commands under way were handed over. */
export function own(backend: WebGPUBackend, tensors: readonly TensorInfo[]): void {
  const { commandQueueOwnedIds } = recordingOf(backend);
  for (const { dataId } of tensors) commandQueueOwnedIds.add(dataId);
}

/**
 * Puts runs among the commands under way, which are handed over when they are many; or only begins to
 * compile their programs.
 */
export function record(backend: WebGPUBackend, runs: readonly Run[]): void {
  if (compilesOnly()) {
    for (const { program } of runs) compileAhead(backend.device, program);
    return;
  }
  for (const run of runs) recordOne(backend, run);
  if (recordingOf(backend).dispatchCountInPass < env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

function recordOne(backend: WebGPUBackend, { program, inputs, outputs, uniforms, workgroups }: Run): void {
  const { device } = backend;
  const pipeline = pipelineOf(device, program);
  const recording = recordingOf(backend);
  const tensors = [...inputs, ...outputs];
  const buffers = tensors.map((tensor) => bufferOf(backend, tensor));
  if (uniforms.length > 0) {
    const buffer = uniformBuffer(backend, uniforms);
    buffers.push(buffer);
    recording.uniformPendingDisposal.push(buffer);
  }
  own(backend, tensors);
  const bindGroup = device.createBindGroup({
    layout: layoutOf(device, program),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const pass = openPass(backend);
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...gridOf(workgroups, device.limits.maxComputeWorkgroupsPerDimension));
  recording.dispatchCountInPass += 1;
}

function bufferOf(backend: WebGPUBackend, tensor: TensorInfo): GPUBuffer {
  const { resource } = backend.tensorMap.get(tensor.dataId);
  if (resource instanceof GPUBuffer) return resource;
  throw new Error(`a tensor [${tensor.shape.join(', ')}] is not in a buffer`);
}

function uniformBuffer(backend: WebGPUBackend, uniforms: UniformValues): GPUBuffer {
  const bytes = packUniforms(uniforms);
  const buffer = backend.bufferManager.acquireBuffer(bytes.byteLength, GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM);
  backend.queue.writeBuffer(buffer, 0, bytes);
  return buffer;
}

function openPass(backend: WebGPUBackend): GPUComputePassEncoder {
  backend.ensureCommandEncoderReady();
  const recording = recordingOf(backend);
  if (recording.commandEncoder === null) throw new Error('the WebGPU backend has no command encoder');
  recording.computePassEncoder ??= recording.commandEncoder.beginComputePass();
  return recording.computePassEncoder;
}
