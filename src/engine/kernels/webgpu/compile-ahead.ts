import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env, util } from '@tensorflow/tfjs-core';
import { pendingPipelines } from './runner-pipelines';
import { stockPipelines } from './stock-pipelines';

const flag = 'WEBGPU_ENGINE_COMPILE_ONLY';

/**
 * Begins to compile what a warm-up would run, beside what else goes on, and tells how many programs
 * are done. While the warm-up runs nothing is computed: every read gives zeros. So it must not
 * leave anything behind that is used later, and nothing else may use the backend before it ends,
 * which is when this resolves; `compiled` resolves when all programs are there. The error of a
 * warm-up that breaks off is thrown, and the backend is as usable as after another. Programs that
 * fail to compile fail again, and are told of, where they are used; one that is wanted sooner than
 * it is ready is compiled there.
 */
export async function compileWarmUp(
  backend: WebGPUBackend,
  warmUp: () => Promise<void>,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly compiled: Promise<void> }> {
  const stock = stockPipelines(backend);
  stock.show();
  try {
    await withoutComputing(backend, warmUp);
  } finally {
    stock.hide();
  }
  return { compiled: compiled([...pendingPipelines(backend.device), ...stock.pending()], onProgress) };
}

/** Resolves when all of them are there or have failed; none rejects. */
async function compiled(pending: readonly Promise<void>[], onProgress: (done: number, total: number) => void): Promise<void> {
  let done = 0;
  if (pending.length > 0) onProgress(0, pending.length);
  await Promise.all(
    pending.map(async (pipeline) => {
      await pipeline;
      done += 1;
      onProgress(done, pending.length);
    }),
  );
}

async function withoutComputing(backend: WebGPUBackend, warmUp: () => Promise<void>): Promise<void> {
  const read = backend.read.bind(backend);
  // TensorFlow.js would hand out what the buffer last held, or nothing.
  backend.read = (dataId) => {
    const { values, dtype, shape }: { values: unknown; dtype: string; shape: number[] } = backend.tensorMap.get(dataId);
    if (values !== undefined && values !== null) return read(dataId);
    const length = util.sizeFromShape(shape);
    return Promise.resolve(dtype === 'float32' ? new Float32Array(length) : new Int32Array(length));
  };
  env().set(flag, true);
  try {
    await warmUp();
  } finally {
    env().set(flag, false);
    backend.read = read;
  }
}
