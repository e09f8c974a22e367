import { fused, matMul, relu, reshape, tile, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { denseInputGradient, denseWeightGradients } from '../../operations/linear-gradients';
import { expectSame, resultsOn, some } from './both-backends.test-helpers';

// Rows, columns and terms: 1, primes, all remainders modulo four and eight, more terms than are
// packed at a time (256).
const sizes = [
  [1, 1, 1], [1, 10, 64], [4, 8, 256], [5, 9, 257], [3, 2, 7], [7, 17, 31], [64, 10, 13], [13, 3, 600], [2, 24, 5], [8, 16, 4], [6, 5, 512],
] as const;

describe.each(sizes)('%i × %i over %i terms', (rows, columns, terms) => {
  it('products of matrices, either of them transposed', async () => {
    await expectSame([some([rows, terms]), some([terms, columns]), some([terms, rows], 'c'), some([columns, terms], 'd')], (a, b, aT, bT) => [
      matMul(a, b),
      matMul(aT, b, true),
      matMul(a, bT, false, true),
      matMul(aT, bT, true, true),
    ]);
  });

  it('with bias and ReLU', async () => {
    await expectSame([some([rows, terms]), some([terms, columns]), some([columns])], (a, b, bias) => [
      fused.matMul({ a: matrix(a), b: matrix(b), bias, activation: 'relu' }),
      fused.matMul({ a: matrix(a), b: matrix(b), bias }),
      relu(fused.matMul({ a: matrix(a), b: matrix(b) })),
    ]);
  });

  it('batches of them, one side shared', async () => {
    await expectSame([some([3, rows, terms]), some([3, terms, columns]), some([1, terms, columns])], (a, b, shared) => [
      matMul(a, b),
      matMul(a, shared),
    ]);
  });

  it('the gradients of a dense layer, for one task and for three', async () => {
    for (const tasks of [1, 3]) {
      await expectSame([some([terms, rows]), some([tasks, terms, columns])], (input, cotangent) => [
        denseWeightGradients(matrix(input), cotangent),
      ]);
      await expectSame([some([tasks * rows, terms]), some([columns, terms])], (cotangent, kernel) => [
        denseInputGradient(matrix(cotangent), matrix(kernel)),
      ]);
    }
  });
});

it('a sum of no terms is 0', async () => {
  const [found] = await resultsOn('wasm', [some([0, 3]), some([2, 0, 5])], (input, cotangent) => [
    denseWeightGradients(reshape(input, [0, 3]), cotangent),
  ]);
  expect(found?.shape).toEqual([2, 20]);
  expect(found?.values.every((value) => value === 0)).toBe(true);
});

it('NaN and infinities stay in their rows and columns', async () => {
  const a = some([5, 9]);
  a.values[20] = NaN;
  a.values[40] = Infinity;
  await expectSame([a, some([9, 11])], (first, second) => [matMul(first, second), relu(matMul(first, second))]);
});

function matrix(tensor: Tensor): Tensor2D {
  return reshape(tensor, [tensor.shape[0] ?? 0, -1]);
}

it('products whose batches broadcast over different axes are those of the repeated matrices', async () => {
  const inputs = [some([2, 1, 3, 4]), some([1, 2, 4, 5], 'b')];
  const [across, repeated] = await resultsOn('wasm', inputs, (a, b) => [matMul(a, b), matMul(tile(a, [1, 2, 1, 1]), tile(b, [2, 1, 1, 1]))]);
  expect(across).toEqual(repeated);
});
