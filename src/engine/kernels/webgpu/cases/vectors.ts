import { reshape, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Stretch } from '../../../../lib/stretch';
import { joinColumns, splitColumns } from '../../../operations/columns';
import { upsample, upsampleGradient } from '../../../operations/upsampling';
import { asImages } from '../../../operations/task-axis';
import { combineRows, scale, splitVector, taskGram } from '../../../operations/vectors';
import { noise, type KernelCase } from './kernel-case';

function vector(length: number, seed: number): Tensor1D {
  return reshape(noise([length], seed), [length]);
}

function matrix(rows: number, columns: number, seed: number): Tensor2D {
  return reshape(noise([rows, columns], seed), [rows, columns]);
}

/** Stretches of these sizes one after another. */
function consecutive(sizes: readonly number[]): Stretch[] {
  return sizes.map((size, index) => ({ offset: sizes.slice(0, index).reduce((sum, one) => sum + one, 0), size }));
}

const splits: readonly (readonly number[])[] = [[1], [5, 1, 7], [64, 65, 3, 1, 1, 2, 200], [9, 8, 7, 6, 5, 4, 3, 2], Array.from({ length: 23 }, (_, index) => index + 1)];

const grams: readonly (readonly [tasks: number, sizes: readonly number[]])[] = [
  [1, [1]], [1, [5000]], [2, [7]], [2, [300, 1, 64]], [3, [63, 65]], [4, [70_001]], [6, [1, 2, 997]], [7, [131, 5, 5, 5, 5, 5, 5, 5, 40]],
];

const joins: readonly (readonly [rows: number, columns: readonly number[]])[] = [[1, [5, 1, 70]], [7, [3, 4]], [130, [1, 2, 3, 1]], [3, Array.from({ length: 23 }, (_, index) => index + 1)]];

const enlarged = [[1, 1, 1, 1, 2], [2, 3, 5, 7, 2], [3, 4, 2, 1, 3]] as const;

export const vectorCases: readonly KernelCase[] = [
  ...joins.flatMap(([rows, columns]): KernelCase[] => [
    { kernel: 'JoinColumns', name: `${rows} of [${columns.join()}]`, run: () => [joinColumns(columns.map((own, at) => matrix(rows, own, at)))], tolerance: 0 },
    {
      kernel: 'SplitColumns',
      name: `${rows} of [${columns.join()}]`,
      run: () => splitColumns(matrix(rows, columns.reduce((sum, one) => sum + one, 0), 1), columns),
      tolerance: 0,
    },
  ]),
  ...enlarged.flatMap(([batch, height, width, channels, factor]): KernelCase[] => [
    {
      kernel: 'Upsample',
      name: `[${batch}, ${height}, ${width}, ${channels}] by ${factor}`,
      run: () => [upsample(asImages(noise([batch, height, width, channels], 1)), factor)],
      tolerance: 0,
    },
    {
      kernel: 'UpsampleGradient',
      name: `2 × [${batch}, ${height}, ${width}, ${channels}] by ${factor}`,
      run: () => [upsampleGradient(noise([2, batch, height * factor, width * factor, channels], 1), factor)],
    },
  ]),
  ...splits.map((sizes): KernelCase => ({
    kernel: 'SplitVector',
    name: `[${sizes.join()}]`,
    run: () => splitVector(vector(sizes.reduce((sum, one) => sum + one, 0), 1), consecutive(sizes)),
    tolerance: 0,
  })),
  {
    kernel: 'SplitVector',
    name: 'stretches that overlap, and an empty one',
    run: () => splitVector(vector(50, 1), [{ offset: 3, size: 20 }, { offset: 0, size: 50 }, { offset: 10, size: 0 }, { offset: 49, size: 1 }]),
    tolerance: 0,
  },
  ...grams.map(([tasks, sizes]): KernelCase => ({
    kernel: 'TaskGram',
    name: `[${tasks}, ${sizes.join('+')}]`,
    run: () => [taskGram(matrix(tasks, sizes.reduce((sum, one) => sum + one, 0), 2), consecutive(sizes))],
  })),
  {
    kernel: 'TaskGram',
    name: 'the whole and parts of it',
    run: () => [taskGram(matrix(3, 1000, 2), [{ offset: 0, size: 1000 }, { offset: 900, size: 100 }, { offset: 13, size: 1 }])],
  },
  ...[[1, 1], [2, 65], [3, 1000], [4, 64], [5, 7], [9, 129]].map(([rows = 0, columns = 0]): KernelCase => ({
    kernel: 'CombineRows',
    name: `[${rows}, ${columns}]`,
    run: () => [combineRows(matrix(rows, columns, 3), Array.from({ length: rows }, (_, row) => 0.5 - 0.3 * row))],
  })),
  ...[[1], [63], [5, 13], [2, 3, 4, 5], [2, 3, 4, 5, 2]].map((shape): KernelCase => ({
    kernel: 'Scale',
    name: `[${shape.join()}]`,
    run: () => [scale(noise(shape, 4), -1.7)],
  })),
  { kernel: 'Scale', name: 'more threads than one dimension of workgroups has', run: () => [scale(noise([65_535 * 64 + 1], 4), 3)], thorough: true },
];
