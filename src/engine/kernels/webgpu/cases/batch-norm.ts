import { reshape, type Tensor1D, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { normaliseBatch, normaliseBatchGradients } from '../../../operations/batch-norm';
import { noise, type KernelCase } from './kernel-case';

const shapes = [[2, 1], [3, 5], [64, 7], [17, 64], [196, 8], [2049, 3], [5000, 1], [33, 130]] as const;

/** Far from zero in each channel, so that sums of squares would cancel. */
function matrix(rows: number, channels: number, seed: number, low: number): Tensor2D {
  return reshape(noise([rows, channels], seed, low, low + 2), [rows, channels]);
}

function vector(channels: number, seed: number): Tensor1D {
  return reshape(noise([channels], seed, 0.5, 1.5), [channels]);
}

export const batchNormCases: readonly KernelCase[] = [
  ...shapes.flatMap(([rows, channels]) =>
    [-1, 30].map((low): KernelCase => ({
      kernel: 'BatchNormForward',
      name: `[${rows}, ${channels}] from ${low}`,
      run: () => {
        const { output, mean, variance } = normaliseBatch(matrix(rows, channels, 1, low), vector(channels, 2), vector(channels, 3));
        return [output, mean, variance];
      },
      tolerance: 3e-5,
    })),
  ),
  ...shapes.flatMap(([rows, channels]) =>
    [1, 3].map((tasks): KernelCase => ({
      kernel: 'BatchNormBackward',
      name: `${tasks} × [${rows}, ${channels}]`,
      run: () => {
        const cotangent: Tensor3D = reshape(noise([tasks, rows, channels], 4), [tasks, rows, channels]);
        const given = { x: matrix(rows, channels, 1, -1), gamma: vector(channels, 2), mean: vector(channels, 5), variance: vector(channels, 6) };
        const { input, weights } = normaliseBatchGradients(cotangent, given);
        return [input, weights];
      },
      tolerance: 3e-5,
    })),
  ),
];
