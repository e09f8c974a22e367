import type { Movement } from '../domain/targets/target';
import { randomInteger } from '../lib/random';
import type { Move } from './moved-rows';
import type { ImageShape } from './example-shard';

/*
 * How an image is changed by more than whole pixels, in fourteen float32: [a, b, c, d, e, f, gain,
 * offset, noise, key, left, top, right, bottom]. Pixel (x, y) of the result, counted from 0 with y
 * downwards, is seen at (a·x + b·y + c, d·x + e·y + f) of the image, so that every pixel of the
 * result is computed once; pixels are points at whole coordinates. What is seen there is multiplied
 * by the gain, then the offset is added, and noise, in bytes; pixels from left to before right and
 * from top to before bottom are 0 then. The kernels read the same layout behind the row of each
 * image: kernels/wasm/assembly/gathering.ts and kernels/webgpu/gather.ts.
 */

/** Numbers of a map. */
export const mapLength = 14;

/** int32 of an image in a batch whose images have maps: its row, and its map. */
export const mappedRowLength = 1 + mapLength;

/** How an image is changed beside mirroring it and moving it by whole pixels. */
export interface AffineChange {
  /** Turned clockwise about the middle of the image, in radians. */
  readonly angle: number;
  /** Enlarged about the middle so many times; above 0. */
  readonly scale: number;
  /** What a pixel's value is multiplied by. */
  readonly gain: number;
  /** What is then added, as a share of the range from black to white. */
  readonly offset: number;
  /** The side of the part of the image that is seen, enlarged to the whole, as a share: above 0 to 1. */
  readonly part: number;
  /** Where it lies, across and down: from −1 for first to 1 for last. */
  readonly place: readonly [across: number, down: number];
  /** The standard deviation of the noise, as a share of the range from black to white. */
  readonly noise: number;
  /** By which the noise is drawn: whole, from 0 to below `noiseKeys`. */
  readonly key: number;
  /** Pixels of the result that are black, half-open; none where both sides are the same. */
  readonly cut: readonly [left: number, top: number, right: number, bottom: number];
}

/** How many keys of noise there are: a float32 holds them all. */
export const noiseKeys = 2 ** 24;

/** A change that leaves all as it is. */
export const unchanged: AffineChange = { angle: 0, scale: 1, gain: 1, offset: 0, part: 1, place: [0, 0], noise: 0, key: 0, cut: [0, 0, 0, 0] };

/**
 * The standard deviation of the sum of the four bytes of a random number, √(4 (256² − 1) / 12): near
 * enough to a normal distribution, and the same whole number on every device.
 */
const sumDeviation = Math.sqrt((256 ** 2 - 1) / 3);
const sumMean = 510;

/**
 * The map of an image of that height and width of which a part is cropped first, that is mirrored
 * left-right then, then enlarged, then turned, then moved by whole pixels. Without a change but the
 * move all numbers are whole, and the image comes out byte for byte as `movedImage` moves it.
 */
export function affineMap(
  { right, down, mirrored }: Move,
  { angle, scale, gain, offset, part, place, noise, key, cut }: AffineChange,
  [height, width]: ImageShape,
): readonly number[] {
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const [cosine, sine] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  // Backwards: moved back, turned back and made smaller about the middle, mirrored, put in its part.
  const side = mirrored ? -1 : 1;
  const [a, b, d, e] = [side * cosine, side * sine, -sine, cosine];
  const [fromX, fromY] = [middleX + right, middleY + down];
  const [across, downwards] = place;
  const left = 1 - part;
  return [
    part * a,
    part * b,
    part * (middleX - a * fromX - b * fromY) + left * (middleX + (across * width) / 2),
    part * d,
    part * e,
    part * (middleY - d * fromX - e * fromY) + left * (middleY + (downwards * height) / 2),
    gain,
    255 * offset,
    (255 * noise) / sumDeviation,
    key,
    ...cut,
  ];
}

/** How a map moves the points of an image; what it does to values means nothing to them. */
export function movementOf(map: ArrayLike<number>): Movement {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(map);
  const area = a * e - b * d;
  return {
    sourceOf: (x, y) => [a * x + b * y + c, d * x + e * y + f],
    destinationOf: (x, y) => [(e * (x - c) - b * (y - f)) / area, (a * (y - f) - d * (x - c)) / area],
  };
}

/**
 * An image [height, width, channels] under a map, as bytes that need not be whole. In this order:
 * each pixel is blended of the four around the place where it is seen, first across, then down,
 * those outside the image being byte 0; times the gain; plus the offset; plus the noise of its place
 * in the image; clamped to 0 … 255; 0 where it is cut out. The same is to multiply and add to the
 * values from 0 to 1 and to clamp those.
 */
export function mappedImage(image: Uint8Array, [height, width, channels]: ImageShape, map: ArrayLike<number>): Float32Array {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, gain = 0, offset = 0, noise = 0, key = 0] = Array.from(map);
  const [left = 0, top = 0, right = 0, bottom = 0] = Array.from(map).slice(10);
  const byteAt = (row: number, column: number, channel: number) =>
    row >= 0 && row < height && column >= 0 && column < width ? (image[(row * width + column) * channels + channel] ?? 0) : 0;
  const mapped = new Float32Array(image.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (x >= left && x < right && y >= top && y < bottom) continue;
      const [across, down] = [a * x + b * y + c, d * x + e * y + f];
      const [column, row] = [Math.floor(across), Math.floor(down)];
      const blend = (first: number, second: number) => first + (across - column) * (second - first);
      for (let channel = 0; channel < channels; channel += 1) {
        const upper = blend(byteAt(row, column, channel), byteAt(row, column + 1, channel));
        const lower = blend(byteAt(row + 1, column, channel), byteAt(row + 1, column + 1, channel));
        const seen = upper + (down - row) * (lower - upper);
        const place = (y * width + x) * channels + channel;
        const added = noise === 0 ? 0 : noise * (sumOfBytes(randomInteger(key, place)) - sumMean);
        mapped[place] = Math.min(255, Math.max(0, seen * gain + offset + added));
      }
    }
  }
  return mapped;
}

/** Of the four bytes of an unsigned 32-bit integer. */
function sumOfBytes(number: number): number {
  return (number & 255) + ((number >>> 8) & 255) + ((number >>> 16) & 255) + (number >>> 24);
}

/**
 * Rows [images] with their maps [images, 14] as one int32 [images, 15], so that a batch costs one
 * upload: each row, then the bits of its map's float32.
 */
export function withMaps(rows: Int32Array, maps: Float32Array): Int32Array {
  const bits = new Int32Array(maps.buffer, maps.byteOffset, maps.length);
  const both = new Int32Array(rows.length * mappedRowLength);
  rows.forEach((row, image) => {
    both[image * mappedRowLength] = row;
    both.set(bits.subarray(image * mapLength, (image + 1) * mapLength), image * mappedRowLength + 1);
  });
  return both;
}
