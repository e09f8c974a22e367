import { engine, getBackend, getKernel, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import type { OwnKernelName } from './own-kernel-names';

/** True if the current backend has a kernel of ours of that name. */
export function hasOwnKernel(name: OwnKernelName): boolean {
  // TensorFlow.js' types leave out that there may be none.
  const kernel: unknown = getKernel(name, getBackend());
  return kernel !== undefined && kernel !== null;
}

/** Runs a kernel of ours with one result on the current backend. */
export function runOwn(name: OwnKernelName, inputs: NamedTensorMap, attributes: NamedAttrMap = {}): Tensor {
  return engine().runKernel<Tensor>(name, inputs, attributes);
}

/** Runs a kernel of ours with several results on the current backend. */
export function runOwnMany(name: OwnKernelName, inputs: NamedTensorMap, attributes: NamedAttrMap = {}): Tensor[] {
  return engine().runKernel<Tensor[]>(name, inputs, attributes);
}
