import { backend_util, util } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';

/**
 * A convolution in numbers: sizes of one image, of the kernel and of the result, and what lies
 * outside the image.
 */
export interface ConvolutionShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly outputs: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly top: number;
  readonly left: number;
}

/**
 * The convolution that attributes describe; undefined for one that our kernels do not take:
 * dilated, or channels first.
 */
export function convolutionShape(
  images: readonly number[],
  kernel: readonly number[],
  attributes: Readonly<Record<string, unknown>>,
): ConvolutionShape | undefined {
  const { strides, pad, dilations = 1, dataFormat = 'NHWC', dimRoundingMode } = attributes;
  const stride = pairOf(strides);
  const dilation = pairOf(dilations);
  const padding = paddingOf(pad);
  if (stride === undefined || padding === undefined || dilation === undefined || dilation.some((step) => step !== 1)) return undefined;
  if (dataFormat !== 'NHWC' || (dimRoundingMode !== undefined && dimRoundingMode !== null)) return undefined;
  const info = backend_util.computeConv2DInfo(asShape4D(images), asShape4D(kernel), stride, 1, padding);
  return {
    batch: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    inputs: info.inChannels,
    kernelHeight: info.filterHeight,
    kernelWidth: info.filterWidth,
    outputs: info.outChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
  };
}

/** Everything about a convolution but its batch, for the key of a program. */
export function keyOf(shape: ConvolutionShape): string {
  return Object.values({ ...shape, batch: 0 }).join(' ');
}

function pairOf(value: unknown): [number, number] | undefined {
  if (typeof value === 'number') return [value, value];
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [first, second] = value.map(Number);
  return first === undefined || second === undefined ? undefined : [first, second];
}

type Padding = Parameters<typeof backend_util.computeConv2DInfo>[4];

function paddingOf(value: unknown): Padding | undefined {
  if (value === 'same' || value === 'valid') return value;
  if (typeof value === 'number' && util.isInt(value)) return value;
  if (!Array.isArray(value)) return undefined;
  const [, rows, columns] = value.map(pairOf);
  return rows === undefined || columns === undefined ? undefined : [[0, 0], rows, columns, [0, 0]];
}
