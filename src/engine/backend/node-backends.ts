import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { registerWasmGradientKernels } from '../kernels/wasm/register';

/**
 * Makes a backend the current one, in Node, where the WASM backend finds its files beside itself;
 * WASM with the playground's own kernels. For tests and the command line. Throws when the backend
 * cannot start.
 */
export async function useBackend(name: 'cpu' | 'wasm'): Promise<void> {
  if (name === 'wasm') registerWasmGradientKernels();
  if (!(await setBackend(name))) throw new Error(`backend ${name} did not start`);
}
