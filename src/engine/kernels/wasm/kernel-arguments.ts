import { getKernel, type KernelConfig, type NamedAttrMap, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { OwnKernelName } from '../../operations/own-kernel-names';
import { asShape4D, type Shape4D } from '../shape-4d';

/** What TensorFlow.js hands to a kernel. */
export type KernelArguments = Parameters<KernelConfig['kernelFunc']>[0];

/** The backend of a kernel registered for "wasm". Throws for any other. */
export function wasmBackendOf({ backend }: KernelArguments): BackendWasm {
  if (backend instanceof BackendWasm) return backend;
  throw new Error('a WASM kernel was run on another backend');
}

/** A kernel of ours (operations/README.md) for the registry of TensorFlow.js. */
export function ownKernel(
  kernelName: OwnKernelName,
  compute: (args: KernelArguments, backend: BackendWasm) => TensorInfo | TensorInfo[],
): KernelConfig {
  return { kernelName, backendName: 'wasm', kernelFunc: (args) => compute(args, wasmBackendOf(args)) };
}

/** The input of that name. Throws when it is missing. */
export function inputOf({ inputs }: KernelArguments, name: string): TensorInfo {
  const input = inputs[name];
  if (input === undefined) throw new Error(`the kernel was given no ${name}`);
  return input;
}

/** An attribute that is a pair of numbers, such as the strides; one number stands for both. */
export function pairOf(args: KernelArguments, name: string): [number, number] {
  const [first, second = first] = listOf(args, name);
  if (first === undefined || second === undefined) throw new Error(`the kernel's ${name} is not a pair of numbers`);
  return [first, second];
}

/** An attribute that is a number. */
export function numberOf({ attrs }: KernelArguments, name: string): number {
  const value = attrs?.[name];
  if (typeof value === 'number') return value;
  throw new Error(`the kernel's ${name} is not a number`);
}

/** An attribute that is a list of numbers; one number stands for a list of itself. */
export function listOf({ attrs }: KernelArguments, name: string): number[] {
  const value = attrs?.[name];
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.map(Number);
  throw new Error(`the kernel's ${name} is not a list of numbers`);
}

/** An attribute that is a shape of four lengths. */
export function shapeOf(args: KernelArguments, name: string): Shape4D {
  return asShape4D(listOf(args, name));
}

/** The padding; explicit paddings are not used by the playground's layers. */
export function paddingOf({ attrs }: KernelArguments): 'same' | 'valid' {
  const value = attrs?.['pad'];
  if (value === 'same') return 'same';
  if (value === 'valid') return 'valid';
  throw new Error('the kernel takes "same" or "valid" padding');
}

/**
 * Runs another kernel of the WASM backend from inside one. The caller frees the result with `free`,
 * or hands it on.
 */
export function run(backend: BackendWasm, name: string, inputs: NamedTensorInfoMap, attrs: NamedAttrMap): TensorInfo {
  const result = getKernel(name, 'wasm').kernelFunc({ inputs, attrs, backend });
  if (Array.isArray(result)) throw new Error(`${name} has several results`);
  return result;
}

/** Frees intermediate results, which TensorFlow.js does not know of. */
export function free(backend: BackendWasm, ...intermediates: readonly TensorInfo[]): void {
  for (const { dataId } of intermediates) backend.disposeData(dataId);
}

/**
 * The values of a tensor on the heap, without a copy. Any later allocation may move the heap: take
 * views last.
 */
export function viewOf(backend: BackendWasm, info: TensorInfo): Float32Array {
  const view = backend.typedArrayFromHeap(info);
  if (view instanceof Float32Array) return view;
  throw new Error(`expected float32, got ${info.dtype}`);
}
