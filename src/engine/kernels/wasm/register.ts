import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { avgPoolGrad } from './avg-pool-grad';
import { conv2dBackpropFilter } from './conv2d-backprop-filter';
import { conv2dBackpropInput } from './conv2d-backprop-input';
import { maxPoolGrad } from './max-pool-grad';
import { slice } from './slice';
import { splitV } from './split-v';

let registered = false;

/**
 * Gives the WASM backend the kernels of training that it lacks or does slowly, under TensorFlow.js' own names.
 * May be called before or after the backend starts, and again without effect.
 */
export function registerWasmGradientKernels(): void {
  if (registered) return;
  registered = true;
  registerKernel(conv2dBackpropFilter);
  replace(conv2dBackpropInput(getKernel('Conv2DBackpropInput', 'wasm')));
  replace(maxPoolGrad);
  replace(avgPoolGrad);
  replace(slice(getKernel('Slice', 'wasm')));
  replace(splitV(getKernel('SplitV', 'wasm')));
}

function replace(kernel: KernelConfig): void {
  unregisterKernel(kernel.kernelName, kernel.backendName);
  registerKernel(kernel);
}
