import type { KernelConfig } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../../domain/shape';
import { addressOf, call } from './assembly-module';
import { inputOf, listOf, numberOf, ownKernel, wasmBackendOf } from './kernel-arguments';

/** The numbers that assembly/activations.ts gives to functions. */
const functions = new Map<unknown, number>([['relu', 1], ['sigmoid', 2], ['tanh', 3], ['gelu', 4], ['exp', 5], ['erf', 6]]);

function numberOfFunction(name: unknown): number {
  const found = functions.get(name);
  if (found === undefined) throw new Error(`no function is called ${String(name)}`);
  return found;
}

/**
 * A function of every number, four at a time, in place of a stock kernel that takes them one by
 * one. Only float32.
 */
export function functionOfEach(stock: KernelConfig, name: 'tanh' | 'exp' | 'erf'): KernelConfig {
  const kind = numberOfFunction(name);
  return {
    ...stock,
    kernelFunc: (args) => {
      const x = inputOf(args, 'x');
      if (x.dtype !== 'float32') return stock.kernelFunc(args);
      const backend = wasmBackendOf(args);
      const result = backend.makeOutput(x.shape, 'float32');
      call(backend, 'applyFunction', kind, addressOf(backend, x), sizeOf(x.shape), addressOf(backend, result));
      return result;
    },
  };
}

/** See operations/README.md. */
export const activationGradient = ownKernel('ActivationGradient', (args, backend) => {
  const cotangent = inputOf(args, 'cotangent');
  const reference = inputOf(args, 'reference');
  const [tasks = 0] = cotangent.shape;
  const kind = numberOfFunction(args.attrs?.['activation']);
  const result = backend.makeOutput(cotangent.shape, 'float32');
  call(
    backend, 'activationGradient', kind, addressOf(backend, cotangent), addressOf(backend, reference), tasks, sizeOf(reference.shape),
    addressOf(backend, result),
  );
  return result;
});

/** See operations/README.md. */
export const scale = ownKernel('Scale', (args, backend) => {
  const x = inputOf(args, 'x');
  const result = backend.makeOutput(x.shape, 'float32');
  call(backend, 'scale', addressOf(backend, x), numberOf(args, 'factor'), sizeOf(x.shape), addressOf(backend, result));
  return result;
});

/** See operations/README.md. */
export const dropoutMask = ownKernel('DropoutMask', (args, backend) => {
  const size = numberOf(args, 'size');
  const rate = numberOf(args, 'rate');
  const [key = 0] = listOf(args, 'key');
  const result = backend.makeOutput([size], 'float32');
  // n / 2³² < rate for a whole number n exactly when n < ⌈rate · 2³²⌉.
  const threshold = Math.ceil(rate * 2 ** 32);
  const kept = 1 / (1 - rate);
  call(backend, 'dropoutMask', key, numberOf(args, 'first'), threshold, kept, size, addressOf(backend, result));
  return result;
});
