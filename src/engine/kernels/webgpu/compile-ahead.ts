import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env, util } from '@tensorflow/tfjs-core';
import { pendingPipelines } from './runner-pipelines';

const flag = 'WEBGPU_ENGINE_COMPILE_ONLY';

/**
 * Compiles what a rehearsal would run, beside what else goes on, and tells how many programs are done. While the rehearsal runs nothing
 * is computed: every read gives zeros. So it must not leave anything behind that is used later, and nothing else may use the
 * backend before it ends. Programs that fail to compile fail again, and are told of, where they are used.
 */
export async function compileRehearsed(
  backend: WebGPUBackend,
  rehearsal: () => Promise<void>,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  await withoutComputing(backend, rehearsal);
  const pipelines = stockPipelines(backend);
  const pending = [...pendingPipelines(backend.device), ...pipelines.pending()];
  let done = 0;
  if (pending.length > 0) onProgress(0, pending.length);
  await Promise.all(
    pending.map(async (pipeline) => {
      await pipeline.catch(() => undefined);
      done += 1;
      onProgress(done, pending.length);
    }),
  );
  await pipelines.takeOver();
}

async function withoutComputing(backend: WebGPUBackend, rehearsal: () => Promise<void>): Promise<void> {
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
    await rehearsal();
  } finally {
    env().set(flag, false);
    backend.read = read;
  }
}

/** TensorFlow.js' own programs: those under way are promises in its list of pipelines, which it refuses to run. */
function stockPipelines(backend: WebGPUBackend) {
  const hidden: object = backend;
  const cache: unknown = 'pipelineCache' in hidden ? hidden.pipelineCache : undefined;
  if (typeof cache !== 'object' || cache === null) throw new Error('the WebGPU backend of TensorFlow.js keeps its pipelines otherwise than in version 4.22');
  const underWay = () => Object.entries(cache).filter((entry): entry is [string, Promise<unknown>] => entry[1] instanceof Promise);
  return {
    pending: () => underWay().map(([, pipeline]) => pipeline),
    takeOver: async () => {
      for (const [key, pipeline] of underWay()) {
        try {
          Reflect.set(cache, key, await pipeline);
        } catch {
          // Compiled anew where it is used, which says what is wrong.
          Reflect.deleteProperty(cache, key);
        }
      }
    },
  };
}
