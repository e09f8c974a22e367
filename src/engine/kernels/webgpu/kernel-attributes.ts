import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnKernelName } from '../../operations/own-kernel-names';
import { webgpuBackendOf, type KernelArguments } from './runner-backend';

/**
 * What a kernel is given, read by name. Each throws where something is missing or of another kind.
 */
export interface KernelInput {
  readonly backend: WebGPUBackend;
  readonly tensor: (name: string) => TensorInfo;
  /** Undefined where the kernel was given none of that name. */
  readonly optional: (name: string) => TensorInfo | undefined;
  readonly number: (name: string) => number;
  readonly numbers: (name: string) => readonly number[];
  readonly text: (name: string) => string;
}

/** A kernel of ours for the registry of TensorFlow.js. */
export function ownKernel(kernelName: OwnKernelName, compute: (input: KernelInput) => TensorInfo | TensorInfo[]): KernelConfig {
  return { kernelName, backendName: 'webgpu', kernelFunc: (given) => compute(kernelInput(given)) };
}

/** The arguments of a kernel by name. */
export function kernelInput(given: KernelArguments): KernelInput {
  const { inputs, attrs } = given;
  const missing = (name: string) => new Error(`the kernel was given no ${name} of the right kind`);
  const optional = (name: string): TensorInfo | undefined => inputs[name];
  return {
    backend: webgpuBackendOf(given),
    optional,
    tensor: (name) => {
      const tensor = optional(name);
      if (tensor === undefined) throw missing(name);
      return tensor;
    },
    number: (name) => {
      const value = attrs?.[name];
      if (typeof value !== 'number') throw missing(name);
      return value;
    },
    numbers: (name) => {
      const value = attrs?.[name];
      if (!Array.isArray(value)) throw missing(name);
      return value.map(Number);
    },
    text: (name) => {
      const value = attrs?.[name];
      if (typeof value !== 'string') throw missing(name);
      return value;
    },
  };
}
