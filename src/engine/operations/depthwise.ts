import {
  backend_util, concat, depthwiseConv2d, matMul, mul, ones, pad, reshape, reverse, slice, stridedSlice, zeros,
  type Tensor, type Tensor2D, type Tensor3D, type Tensor4D,
} from '@tensorflow/tfjs-core';
import { hasOwnKernel, runOwn } from './own-kernel';
import type { Convolution } from './raw-kernels';
import { asImages, foldTasks, tasksOf, unfoldTasks } from './task-axis';

/**
 * images [batch, h, w, channels], kernel [kh, kw, channels, 1] → [batch, h', w', channels]: each
 * channel by a kernel of its own.
 */
export function depthwiseConvolution(images: Tensor4D, kernel: Tensor4D, { stride, padding }: Convolution): Tensor4D {
  return depthwiseConv2d(images, kernel, stride, padding);
}

/**
 * The gradient of a depthwise convolution's kernel, summed over the batch. images [batch, h, w,
 * channels], cotangent [tasks, batch, h', w', channels], size: of the kernel → [tasks, kh · kw ·
 * channels].
 */
export function depthwiseWeightGradients(
  images: Tensor4D,
  cotangent: Tensor,
  size: readonly [number, number],
  convolution: Convolution,
): Tensor2D {
  const tasks = tasksOf(cotangent);
  const [rows, columns] = size;
  const [, , , channels] = images.shape;
  if (hasOwnKernel('DepthwiseWeightGradients')) {
    const { stride, padding } = convolution;
    const gradients = runOwn('DepthwiseWeightGradients', { images, cotangent }, { size: [...size], stride, padding });
    return reshape(gradients, [tasks, rows * columns * channels]);
  }
  const { stride } = convolution;
  const { outHeight, outWidth, padInfo } = windowOf(images.shape, size, convolution);
  const padded = pad(images, [[0, 0], [padInfo.top, padInfo.bottom], [padInfo.left, padInfo.right], [0, 0]]);
  const flat: Tensor3D = reshape(cotangent, [tasks, -1, channels]);
  // Place by place of the kernel: what it touches, times the cotangent, summed as a product with
  // ones.
  const touched = (row: number, column: number) => {
    const begin = [0, row, column, 0];
    const end = [images.shape[0], row + (outHeight - 1) * stride + 1, column + (outWidth - 1) * stride + 1, channels];
    return stride === 1
      ? slice(padded, begin, [images.shape[0], outHeight, outWidth, channels])
      : stridedSlice(padded, begin, end, [1, stride, stride, 1]);
  };
  const sum = ones([tasks, 1, flat.shape[1]]);
  const places = Array.from({ length: rows * columns }, (_, place): Tensor2D => {
    const seen: Tensor2D = reshape(touched(Math.floor(place / columns), place % columns), [-1, channels]);
    return reshape(matMul(sum, mul(flat, seen)), [tasks, channels]);
  });
  return concat(places, 1);
}

/**
 * The gradient of a depthwise convolution's input: cotangent [tasks, batch, h', w', channels],
 * kernel [kh, kw, channels, 1] → [tasks, …inputShape]. A depthwise convolution itself, with the
 * kernel turned round, over the cotangent with zeros between its entries.
 */
export function depthwiseInputGradient(
  cotangent: Tensor,
  kernel: Tensor4D,
  inputShape: readonly [number, number, number, number],
  convolution: Convolution,
): Tensor {
  const [rows, columns] = kernel.shape;
  const [, height, width, channels] = inputShape;
  const { padInfo } = windowOf(inputShape, [rows, columns], convolution);
  const apart = spread(asImages(foldTasks(cotangent)), convolution.stride);
  const around = inside(apart, rows - 1 - padInfo.top, height + rows - 1, columns - 1 - padInfo.left, width + columns - 1);
  const turned: Tensor4D = reshape(reverse(kernel, [0, 1]), [rows, columns, channels, 1]);
  return unfoldTasks(depthwiseConv2d(around, turned, 1, 'valid'), tasksOf(cotangent));
}

/** [n, h, w, c] → [n, h · stride, w · stride, c]: zeros behind every row and column. */
function spread(images: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return images;
  const [n, height, width, channels] = images.shape;
  const behind = (blocks: number, size: number) => zeros([blocks, (stride - 1) * size]);
  const columns = concat([reshape(images, [n * height * width, channels]), behind(n * height * width, channels)], 1);
  const rowSize = width * stride * channels;
  const rows = concat([reshape(columns, [n * height, rowSize]), behind(n * height, rowSize)], 1);
  return reshape(rows, [n, height * stride, width * stride, channels]);
}

/**
 * The images with so many zeros above and to the left, and below and to the right padded or cut to
 * the height and width.
 */
function inside(images: Tensor4D, top: number, height: number, left: number, width: number): Tensor4D {
  const [n, rows, columns, channels] = images.shape;
  const kept = slice(images, [0, 0, 0, 0], [n, Math.min(rows, height - top), Math.min(columns, width - left), channels]);
  return pad(kept, [[0, 0], [top, height - top - kept.shape[1]], [left, width - left - kept.shape[2]], [0, 0]]);
}

function windowOf(
  images: readonly [number, number, number, number],
  [rows, columns]: readonly [number, number],
  { stride, padding }: Convolution,
) {
  const kernel: [number, number, number, number] = [rows, columns, images[3], 1];
  return backend_util.computeConv2DInfo([...images], kernel, stride, 1, padding, 'floor', true);
}
