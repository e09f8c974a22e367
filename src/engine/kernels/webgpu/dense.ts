import { ownKernel } from './kernel-attributes';
import { product } from './product';
import { isEmpty, zeros } from './runner';

const plain = { bias: false, activation: 'linear', sharedLeft: false, sharedRight: false } as const;

/**
 * The gradients of a dense layer's kernel and bias for all tasks at once: input [b, fi], cotangent
 * [T, b, fo] → [T, fi·fo + fo]. The bias is the sum of the cotangent's rows, which is its product
 * with a row of ones below the transposed input.
 */
export const denseWeightGradients = ownKernel('DenseWeightGradients', ({ backend, tensor }) => {
  const input = tensor('input');
  const cotangent = tensor('cotangent');
  const [examples = 0, rows = 0] = input.shape;
  const [tasks = 0, , columns = 0] = cotangent.shape;
  const shape = [tasks, (rows + 1) * columns];
  if (isEmpty(input) || isEmpty(cotangent)) return zeros(backend, shape);
  return product(backend, [input, cotangent], shape, {
    ...plain, batch: tasks, rows, depth: examples, columns, transposeLeft: true, transposeRight: false, sharedLeft: true, rowOfOnes: true,
  });
});

/** cotangent [n, fo], kernel [fi, fo] → [n, fi], without transposing the kernel first. */
export const denseInputGradient = ownKernel('DenseInputGradient', ({ backend, tensor }) => {
  const cotangent = tensor('cotangent');
  const kernel = tensor('kernel');
  const [rows = 0, depth = 0] = cotangent.shape;
  const [columns = 0] = kernel.shape;
  if (isEmpty(cotangent) || isEmpty(kernel)) return zeros(backend, [rows, columns]);
  return product(backend, [cotangent, kernel], [rows, columns], {
    ...plain, batch: 1, rows, depth, columns, transposeLeft: false, transposeRight: true, rowOfOnes: false,
  });
});
