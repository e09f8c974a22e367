import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { assemblyKernels } from './assembly-kernels.generated';
import { free } from './kernel-arguments';

/** The bytes of a number, float32 or int32. */
export const BYTES = 4;

/** A function of the kernels' module; addresses are in bytes. */
type AssemblyFunction = (...values: readonly number[]) => number;

const instances = new WeakMap<BackendWasm, ReadonlyMap<string, AssemblyFunction>>();
let compiled: WebAssembly.Module | undefined;

/** False on machines whose WebAssembly has no vector instructions. */
export function canRunAssembly(): boolean {
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(moduleBytes());
}

/**
 * Calls a function of assembly/ on the backend's own memory: nothing is copied in or out. Tensors
 * stay where they are when the memory grows, so addresses may be taken at any time. Returns its
 * result, or undefined for one that has none.
 */
export function call(backend: BackendWasm, name: string, ...values: readonly number[]): number {
  const found = functionsFor(backend).get(name);
  if (found === undefined) throw new Error(`the module of kernels has no function ${name}`);
  return found(...values);
}

/**
 * Where a tensor lies in the backend's memory, in bytes. Throws when there was no memory left for
 * it.
 */
export function addressOf(backend: BackendWasm, { dataId, shape }: TensorInfo): number {
  const address = backend.getMemoryOffset(dataId);
  if (address === 0 && !shape.includes(0)) throw new Error('the WASM memory is full');
  return address;
}

/** Lends a piece of memory, in floats, for the time of a call. */
export function withScratch(backend: BackendWasm, floats: number, use: (address: number) => void): void {
  const scratch = backend.makeOutput([floats], 'float32');
  try {
    use(addressOf(backend, scratch));
  } finally {
    free(backend, scratch);
  }
}

/**
 * The module's functions over the memory of a backend, made at the first use: kernels are
 * registered before the backend starts.
 */
function functionsFor(backend: BackendWasm): ReadonlyMap<string, AssemblyFunction> {
  const known = instances.get(backend);
  if (known !== undefined) return known;
  compiled ??= new WebAssembly.Module(moduleBytes());
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory: memoryOf(backend) } });
  const functions = new Map<string, AssemblyFunction>();
  for (const [name, value] of Object.entries(exports)) {
    if (isFunction(value)) functions.set(name, value);
  }
  instances.set(backend, functions);
  return functions;
}

/** The memory in which TensorFlow.js' module keeps its tensors; its types leave it out. */
function memoryOf(backend: BackendWasm): WebAssembly.Memory {
  const memory = propertyOf(propertyOf(backend.wasm, 'asm'), 'memory');
  if (memory instanceof WebAssembly.Memory) return memory;
  throw new Error('the memory of the WASM backend is out of reach');
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isFunction(value: unknown): value is AssemblyFunction {
  return typeof value === 'function';
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(assemblyKernels), (character) => character.charCodeAt(0));
}
