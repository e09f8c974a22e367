import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig } from '@tensorflow/tfjs-core';

/** What TensorFlow.js hands to a kernel. */
export type KernelArguments = Parameters<KernelConfig['kernelFunc']>[0];

/** The backend of a kernel registered for "webgpu". Throws for any other. */
export function webgpuBackendOf({ backend }: KernelArguments): WebGPUBackend {
  if (backend instanceof WebGPUBackend) return backend;
  throw new Error('a WebGPU kernel was run on another backend');
}

/**
 * What TensorFlow.js' backend keeps of the commands under way. Its types hide these fields, yet
 * commands of ours have to go into the same pass as its own to keep their order, and what they use
 * has to live until they are handed over.
 */
interface Recording {
  readonly commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  /** Dispatches since the last submission. */
  dispatchCountInPass: number;
  /** Tensors that commands not yet submitted use: their buffers are given back only afterwards. */
  readonly commandQueueOwnedIds: WeakSet<object>;
  /** Uniform buffers to give back at the next submission. */
  readonly uniformPendingDisposal: GPUBuffer[];
}

/** The commands under way. Throws if TensorFlow.js keeps them otherwise than version 4.22 does. */
export function recordingOf(backend: WebGPUBackend): Recording {
  const hidden: unknown = backend;
  if (isRecording(hidden)) return hidden;
  throw new Error('the WebGPU backend of TensorFlow.js keeps its commands otherwise than in version 4.22');
}

function isRecording(value: unknown): value is Recording {
  return (
    typeof value === 'object' &&
    value !== null &&
    'commandEncoder' in value &&
    'computePassEncoder' in value &&
    'dispatchCountInPass' in value &&
    typeof value.dispatchCountInPass === 'number' &&
    'commandQueueOwnedIds' in value &&
    value.commandQueueOwnedIds instanceof WeakSet &&
    'uniformPendingDisposal' in value &&
    Array.isArray(value.uniformPendingDisposal)
  );
}
