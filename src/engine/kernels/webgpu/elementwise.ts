import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput } from './kernel-attributes';
import { isEmpty, runProgram } from './runner';
import type { KernelArguments } from './runner-backend';
import type { Program } from './runner-program';
import { forEachIndex, lengthOf, workgroupsFor } from './threads';

/**
 * The stock kernels 'Add' and 'Fill' for what they mostly do: with programs of ours in their place
 * those around them can be joined (`runner-held.ts`).
 */
export function addition(stock: KernelConfig): KernelConfig {
  return { ...stock, kernelFunc: (given) => sum(given) ?? stock.kernelFunc(given) };
}

const sumProgram: Program = {
  key: 'Sum of two',
  inputs: [['a', 'f32'], ['b', 'f32']],
  outputs: [['sum', 'f32']],
  body: () => forEachIndex('arrayLength(&sum)', 'sum[index] = a[index] + b[index];'),
};

/** a + b of one shape, float32; undefined for anything else. */
function sum(given: KernelArguments): TensorInfo | undefined {
  const { backend, tensor } = kernelInput(given);
  const [a, b] = [tensor('a'), tensor('b')];
  if (!util.arraysEqual(a.shape, b.shape) || [a, b].some((one) => isEmpty(one) || one.dtype !== 'float32')) return undefined;
  return runProgram(backend, sumProgram, [a, b], a.shape, workgroupsFor(lengthOf(a)));
}

export function filling(stock: KernelConfig): KernelConfig {
  return { ...stock, kernelFunc: (given) => filled(given) ?? stock.kernelFunc(given) };
}

const fillProgram: Program = {
  key: 'Fill',
  inputs: [],
  outputs: [['filled', 'f32']],
  uniforms: [['value', 'f32']],
  body: () => forEachIndex('arrayLength(&filled)', 'filled[index] = uniforms.value;'),
};

/** A shape full of one number, float32; undefined for anything else. */
function filled(given: KernelArguments): TensorInfo | undefined {
  const { dtype = 'float32', value } = given.attrs ?? {};
  if (dtype !== 'float32' || typeof value !== 'number') return undefined;
  const { backend, numbers } = kernelInput(given);
  const shape = numbers('shape');
  return runProgram(backend, fillProgram, [], shape, workgroupsFor(util.sizeFromShape([...shape])), [['f32', value]]);
}
