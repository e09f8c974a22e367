import { getKernelsForBackend, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { heavyKernels } from './heavy-kernels';
import { ownKernels } from './own-kernels';

let registered = false;

/**
 * Gives the WebGPU backend our kernels; those under a name of TensorFlow.js take the place of the
 * stock one. May be called before or after the backend starts, and again without effect.
 */
export function registerWebgpuKernels(): void {
  if (registered) return;
  registered = true;
  const stock = new Set(getKernelsForBackend('webgpu').map(({ kernelName }) => kernelName));
  const kernels: readonly KernelConfig[] = [...ownKernels, ...heavyKernels()];
  for (const kernel of kernels) {
    if (stock.has(kernel.kernelName)) unregisterKernel(kernel.kernelName, kernel.backendName);
    registerKernel(kernel);
  }
}
