import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util } from '@tensorflow/tfjs-core';

/** The backends that do so already: a device may be chosen again. */
const reusing = new WeakSet<object>();

/**
 * Has the backend write uploads straight into buffers that were used before. TensorFlow.js makes a
 * buffer for every upload, copies from it and destroys it, which costs more than the copy. The
 * order stays right: a buffer comes back into the pool only after the commands that use it were
 * handed over.
 */
export function reuseUploadBuffers(backend: WebGPUBackend): void {
  if (reusing.has(backend)) return;
  reusing.add(backend);
  const stock = backend.uploadToGPU.bind(backend);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  backend.uploadToGPU = (dataId) => {
    const data: { values: unknown; resource?: unknown; dtype: string; shape: number[] } = backend.tensorMap.get(dataId);
    const { values } = data;
    const length = util.sizeFromShape(data.shape);
    const isThere = data.resource !== undefined && data.resource !== null;
    if (isThere || !isNumeric(values) || length === 0) return stock(dataId);
    const words = data.dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
    const buffer = backend.bufferManager.acquireBuffer(words.byteLength, usage);
    backend.queue.writeBuffer(buffer, 0, words);
    data.resource = buffer;
    data.values = null;
  };
}

function isNumeric(values: unknown): values is Float32Array | Int32Array | Uint8Array {
  return values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array;
}
