import { backend_util } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';
import type { KernelInput } from './kernel-attributes';

/**
 * A pooling window in numbers: sizes of one image and of the result, and what lies outside the
 * image.
 */
export interface PoolWindow {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
}

/** The window that a kernel's attributes describe, over images [batch, h, w, channels]. */
export function poolWindow({ numbers, number, text }: KernelInput, images: readonly number[]): PoolWindow {
  const [rows = 1, columns = rows] = numbers('size');
  const padding = text('padding');
  if (padding !== 'same' && padding !== 'valid') throw new Error(`a window pads "same" or "valid", not "${padding}"`);
  const info = backend_util.computePool2DInfo(asShape4D(images), [rows, columns], number('stride'), 1, padding);
  return {
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    rows,
    columns,
    stride: info.strideHeight,
    top: info.padInfo.top,
    left: info.padInfo.left,
  };
}

/** For the key of a program. */
export function windowKey(window: PoolWindow): string {
  return Object.values(window).join(' ');
}
