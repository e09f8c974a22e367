import { fused, matMul, reshape, tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { denseInputGradient, denseWeightGradients } from '../../../operations/linear-gradients';
import { noise, type KernelCase } from './kernel-case';

/** rows, depth, columns */
const shapes = [
  [1, 1, 1], [1, 5, 3], [3, 1, 2], [2, 3, 4], [7, 13, 5], [64, 17, 10], [64, 64, 2], [5, 784, 64], [9, 8, 8], [33, 31, 29], [130, 6, 36],
] as const;
const turns = [[false, false], [true, false], [false, true], [true, true]] as const;

export const productCases: readonly KernelCase[] = [
  ...shapes.flatMap(([rows, depth, columns]) => turns.map(([left, right]): KernelCase => ({
    kernel: 'BatchMatMul',
    name: `[${rows}, ${depth}] · [${depth}, ${columns}]${left ? ', left transposed' : ''}${right ? ', right transposed' : ''}`,
    run: () => [matMul(noise(left ? [depth, rows] : [rows, depth], 1), noise(right ? [columns, depth] : [depth, columns], 2), left, right)],
    thorough: (left || right) && rows !== 64,
  }))),
  ...([[3, 3], [1, 3], [3, 1]] as const).map(([first, second]): KernelCase => ({
    kernel: 'BatchMatMul',
    name: `batches of ${first} and ${second}`,
    run: () => [matMul(noise([first, 5, 7], 1), noise([second, 7, 6], 2)), matMul(noise([first, 7, 5], 1), noise([second, 6, 7], 2), true, true)],
  })),
  {
    kernel: 'BatchMatMul',
    name: 'batches of two axes, of which one broadcasts',
    run: () => [matMul(noise([2, 1, 5, 7], 1), noise([2, 3, 7, 6], 2)), matMul(noise([2, 3, 5, 7], 1), noise([2, 3, 7, 6], 2))],
  },
  ...shapes.flatMap(([rows, depth, columns]) => (['linear', 'relu', 'sigmoid', 'elu'] as const).map((activation): KernelCase => ({
    kernel: '_FusedMatMul',
    name: `[${rows}, ${depth}] · [${depth}, ${columns}], ${activation}`,
    run: () => [fused.matMul({ a: noise([rows, depth], 1), b: noise([depth, columns], 2), bias: noise([columns], 3), activation })],
    thorough: (activation === 'sigmoid' || activation === 'elu') && rows !== 7,
  }))),
  {
    kernel: '_FusedMatMul',
    name: 'what is not finite stays so',
    run: () => [fused.matMul({ a: tensor([1, Number.NaN, Infinity, -Infinity], [4, 1]), b: tensor([1, 2], [1, 2]), bias: tensor([0, 1]), activation: 'relu' })],
  },
  ...shapes.flatMap(([rows, features, columns]) => [1, 3].flatMap((tasks): KernelCase[] => [
    {
      kernel: 'DenseWeightGradients',
      name: `[${rows}, ${features}], [${tasks}, ${rows}, ${columns}]`,
      run: () => [denseWeightGradients(matrix([rows, features], 1), noise([tasks, rows, columns], 2))],
    },
    {
      kernel: 'DenseInputGradient',
      name: `[${tasks * rows}, ${columns}], [${features}, ${columns}]`,
      run: () => [denseInputGradient(matrix([tasks * rows, columns], 1), matrix([features, columns], 2))],
    },
  ])),
];

function matrix([rows, columns]: readonly [number, number], seed: number): Tensor2D {
  return reshape(noise([rows, columns], seed), [rows, columns]);
}
