import { env, findBackendFactory, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { fail, ok, type Result } from '../../lib/result';
import { registerWasmGradientKernels } from '../kernels/wasm/register';
import { answerWithin, deadlines } from './deadline';
import { neverLost, rejectionOf, type DeviceStarter, type Rejection, type StartedDevice } from './device';
import { replaceBackend } from './lost-backends';

const processor: StartedDevice = { adapter: '', software: false, lost: neverLost, settle: () => Promise.resolve() };

/** Plain JavaScript: slow, but there everywhere. */
export const cpuStarter: DeviceStarter = { id: 'cpu', start: () => startBackend('cpu') };

/** Where the backend's .wasm files are: with vector instructions, and without. */
export interface WasmFiles {
  readonly simd: string;
  readonly plain: string;
}

/**
 * WebAssembly on one thread: several threads would need response headers that a plain static server
 * does not send.
 */
export function wasmStarter(files: WasmFiles): DeviceStarter {
  let prepared = false;
  return {
    id: 'wasm',
    start: async (_least, onLook) => {
      if (typeof WebAssembly === 'undefined') return fail({ reason: 'absent', detail: '' });
      if (!prepared) {
        prepared = true;
        env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
        // The third file must be named, but is for several threads and never fetched.
        const { simd, plain } = files;
        setWasmPaths({
          'tfjs-backend-wasm.wasm': plain,
          'tfjs-backend-wasm-simd.wasm': simd,
          'tfjs-backend-wasm-threaded-simd.wasm': simd,
        });
        registerWasmGradientKernels();
      }
      const started = await startBackend('wasm', onLook);
      const factory = findBackendFactory('wasm');
      // A module that comes later must not become the current backend while another trains.
      if (!started.ok && started.error.reason === 'no-answer' && factory !== null) replaceBackend('wasm', 2, factory);
      return started;
    },
  };
}

async function startBackend(name: 'cpu' | 'wasm', onLook?: () => void): Promise<Result<StartedDevice, Rejection>> {
  try {
    if (await answerWithin('the request for its module', deadlines.load, setBackend(name), onLook)) return ok(processor);
    return fail({ reason: 'failed-to-start', detail: '' });
  } catch (error) {
    return fail(rejectionOf(error));
  }
}
