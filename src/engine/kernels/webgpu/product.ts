import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput } from './kernel-attributes';
import { fusedActivation } from './product-columns';
import { partsProgram } from './product-parts';
import { productProgram, type Product } from './product-program';
import { free, isEmpty, runProgram } from './runner';
import type { KernelArguments } from './runner-backend';
import { workgroupsFor } from './threads';
import { adapterClassOf, productTileFor, splitsFor, workgroupSize } from './variants';

/**
 * Products of matrices with bias and activation in one pass, in place of the stock kernels
 * 'BatchMatMul' and '_FusedMatMul', most of which use workgroup memory. a [batch, rows, depth], b
 * [batch, depth, columns], either transposed, of equal batches or one of them 1; bias [columns] →
 * [batch, rows, columns]. Anything else is left to the stock kernel.
 */
export function matrixProduct(stock: KernelConfig): KernelConfig {
  return { ...stock, kernelFunc: (given) => multiply(given) ?? stock.kernelFunc(given) };
}

function multiply(given: KernelArguments): TensorInfo | undefined {
  const { backend, tensor, optional } = kernelInput(given);
  const { transposeA, transposeB, activation: name = 'linear' } = given.attrs ?? {};
  const a = tensor('a');
  const b = tensor('b');
  const bias = optional('bias');
  const activation = typeof name === 'string' ? fusedActivation(name) : undefined;
  const tensors = bias === undefined ? [a, b] : [a, b, bias];
  if (activation === undefined || optional('preluActivationWeights') !== undefined) return undefined;
  if (tensors.some((one) => isEmpty(one) || one.dtype !== 'float32')) return undefined;
  const left = matricesOf(a, transposeA === true);
  const right = matricesOf(b, transposeB === true);
  const batch = Math.max(left.batch, right.batch);
  const fits = left.columns === right.rows && [left, right].every((matrix) => matrix.batch === batch || matrix.batch === 1);
  // Batches of several axes broadcast one by one: left to the stock kernel unless they are the
  // same.
  const sameAxes = left.batch === 1 || right.batch === 1 || util.arraysEqual(a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (!fits || !sameAxes || a.shape.length !== b.shape.length) return undefined;
  if (bias !== undefined && (bias.shape.at(-1) !== right.columns || bias.shape.slice(0, -1).some((length) => length !== 1))) return undefined;
  const axes = left.batch >= right.batch ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
  return product(backend, tensors, [...axes, left.rows, right.columns], {
    batch,
    rows: left.rows,
    depth: left.columns,
    columns: right.columns,
    transposeLeft: transposeA === true,
    transposeRight: transposeB === true,
    sharedLeft: left.batch === 1,
    sharedRight: right.batch === 1,
    rowOfOnes: false,
    bias: bias !== undefined,
    activation,
  });
}

/** Runs a product of tensors that are not empty: left, right and, with a bias, that. */
export function product(backend: WebGPUBackend, tensors: readonly TensorInfo[], shape: readonly number[], factors: Product): TensorInfo {
  const { batch, depth, columns } = factors;
  const adapter = adapterClassOf(backend.device);
  const rows = factors.rows + (factors.rowOfOnes ? 1 : 0);
  const tile = productTileFor(adapter, rows, depth, columns);
  const threads = batch * Math.ceil(rows / tile.rows) * Math.ceil(columns / tile.columns);
  const splits = splitsFor(adapter, threads, depth, 64);
  // Even, since depth is gone through in twos where it is even itself.
  const depthOfPart = Math.ceil(depth / splits / 2) * 2;
  const parts = Math.ceil(depth / depthOfPart);
  const workgroup = workgroupSize(adapter);
  const uniforms = [['i32', batch, factors.rows, depth, columns, depthOfPart, parts]] as const;
  const workgroups = Math.ceil((threads * parts) / workgroup);
  if (parts === 1) return runProgram(backend, productProgram(factors, tile, workgroup), tensors, shape, workgroups, uniforms);
  const plain = productProgram({ ...factors, bias: false, activation: 'linear' }, tile, workgroup);
  const partial = runProgram(backend, plain, tensors.slice(0, 2), [parts, ...shape], workgroups, uniforms);
  const result = runProgram(backend, partsProgram(factors), [partial, ...tensors.slice(2)], shape, workgroupsFor(util.sizeFromShape([...shape])));
  free(backend, partial);
  return result;
}

function matricesOf({ shape }: TensorInfo, transposed: boolean) {
  const [first = 1, second = 1] = shape.slice(-2);
  const batch = util.sizeFromShape(shape.slice(0, -2));
  return transposed ? { batch, rows: second, columns: first } : { batch, rows: first, columns: second };
}
