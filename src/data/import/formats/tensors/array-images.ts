import { fail, ok, type Result } from '../../../../lib/result';
import { faultIn, type ImportFault } from '../../fault';
import type { Pixels } from '../../pictures/picture';
import type { NpyArray } from './npy-file';

/** Images in an array. */
export interface ImageArray {
  readonly rows: number;
  /** [height, width, channels]. */
  readonly shape: readonly [number, number, number];
  readonly at: (row: number) => Pixels;
}

/** Pixels that a side may have. */
const mostSide = 4096;

/**
 * Images in an array [images, height, width], [images, height, width, channels] or [images, channels,
 * height, width] of 1 to 4 channels: bytes, or other numbers, which are taken to be from 0 to 1, or
 * to 255 where one is larger, or to their largest. Undefined for arrays that are no images. Faults: not-finite,
 * picture-too-large.
 */
export function imagesOf(file: string, array: NpyArray): Result<ImageArray, ImportFault> | undefined {
  if ('texts' in array || (array.shape.length !== 3 && array.shape.length !== 4)) return undefined;
  const [rows = 0, second = 0, third = 0, fourth = 1] = array.shape;
  const isPlanar = array.shape.length === 4 && fourth > 4 && second >= 1 && second <= 4;
  const shape = isPlanar ? ([third, fourth, second] as const) : ([second, third, fourth] as const);
  const [height, width, channels] = shape;
  if (channels < 1 || channels > 4 || height < 1 || width < 1) return undefined;
  if (height > mostSide || width > mostSide) return fail(faultIn(file, 'picture-too-large', { height, width, most: mostSide ** 2 }));
  const size = height * width * channels;
  const range = rangeOf(array.values);
  if (range.bad >= 0) return fail(faultIn(file, 'not-finite', { value: String(array.values[range.bad]) }, { of: 'row', at: Math.floor(range.bad / size) + 1 }));
  const [offset, scale] = bytesOf(range.least, range.most, array.type === 'u1');
  const at = (row: number): Pixels => {
    const own = array.values.subarray(row * size, (row + 1) * size);
    if (own instanceof Uint8Array && !isPlanar && offset === 0 && scale === 1) return { height, width, channels, data: own };
    const data = new Uint8Array(size);
    for (let place = 0; place < size; place += 1) {
      const from = isPlanar ? (place % channels) * height * width + Math.floor(place / channels) : place;
      data[place] = Math.round(((own[from] ?? 0) - offset) * scale);
    }
    return { height, width, channels, data };
  };
  return ok({ rows, shape, at });
}

function rangeOf(values: ArrayLike<number>): { readonly least: number; readonly most: number; readonly bad: number } {
  let [least, most] = [0, 0];
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0;
    if (!Number.isFinite(value)) return { least, most, bad: place };
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most, bad: -1 };
}

/** What is taken off a value and what it is then multiplied by to lie between 0 and 255. */
function bytesOf(least: number, most: number, isByte: boolean): readonly [offset: number, scale: number] {
  if (isByte) return [0, 1];
  if (least < 0) return [least, most > least ? 255 / (most - least) : 1];
  if (most <= 1) return [0, 255];
  return [0, most <= 255 ? 1 : 255 / most];
}
