import type { Shape4D } from '../shape-4d';
import { inputOf, listOf, pairOf, type KernelArguments } from './kernel-arguments';

/** How windows lie over images: what the functions of assembly/ want to know. */
export interface Windows {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  /** Rows of padding above the image, and columns left of it. */
  readonly top: number;
  readonly left: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/**
 * Windows of `size` over images [batch, height, width, channels]; padding as in TensorFlow: "same"
 * gives ⌈length / stride⌉ windows.
 */
function windowsOver(
  [, height, width]: Shape4D,
  [rows, columns]: readonly [number, number],
  stride: number,
  padding: 'same' | 'valid',
): Windows {
  const vertical = along(height, rows, stride, padding);
  const horizontal = along(width, columns, stride, padding);
  return {
    rows, columns, stride, top: vertical.before, left: horizontal.before, outHeight: vertical.count, outWidth: horizontal.count,
  };
}

function along(length: number, size: number, stride: number, padding: 'same' | 'valid') {
  if (padding === 'valid') return { count: Math.max(0, Math.ceil((length - size + 1) / stride)), before: 0 };
  const count = Math.ceil(length / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + size - length) / 2) };
}

/**
 * The windows that the attributes of one of our own kernels describe: size (or the kernel's shape),
 * stride and padding.
 */
export function windowsIn(args: KernelArguments, images: Shape4D, size = pairOf(args, 'size')): Windows {
  const [stride = 1] = listOf(args, 'stride');
  return windowsOver(images, size, stride, args.attrs?.['padding'] === 'same' ? 'same' : 'valid');
}

/**
 * The windows of one of TensorFlow.js' kernels for convolution, or undefined where ours do not do:
 * with dilation, explicit padding, other layouts, strides that differ or other types than float32.
 */
export function stockWindows(args: KernelArguments, images: Shape4D, size: readonly [number, number], inputs: readonly string[]) {
  const { attrs } = args;
  const [vertical, horizontal] = pairOf(args, 'strides');
  const dilations = attrs?.['dilations'] === undefined ? [1] : listOf(args, 'dilations');
  const padding = attrs?.['pad'];
  const format = attrs?.['dataFormat'] ?? 'NHWC';
  const plain =
    vertical === horizontal &&
    dilations.every((dilation) => dilation === 1) &&
    format === 'NHWC' &&
    inputs.every((name) => inputOf(args, name).dtype === 'float32');
  if (!plain) return undefined;
  if (padding === 'same') return windowsOver(images, size, vertical, 'same');
  return padding === 'valid' ? windowsOver(images, size, vertical, 'valid') : undefined;
}
