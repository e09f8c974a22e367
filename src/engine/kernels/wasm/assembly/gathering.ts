import { copyWords } from './shared/memory';

/** The bits of a row; above them is how its image is moved (data/moved-rows.ts). */
const ROW: i32 = (1 << 22) - 1;
const MIRRORED: i32 = 1 << 22;

/**
 * Images of a data set as numbers: image i begins at byte i · (height · width · channels) of
 * `bytes`. indices int32 [batch] with moves, scale and offset [channels] → [batch, height, width,
 * channels], byte · scale + offset by channel, and byte 0 where a moved image is not.
 */
export function gatherImages(
  bytes: usize, indices: usize, batch: i32, height: i32, width: i32, channels: i32, scale: usize, offset: usize, to: usize,
): void {
  const size = height * width * channels;
  for (let example = 0; example < batch; example++, to += <usize>size << 2) {
    const index = load<i32>(indices + (<usize>example << 2));
    const image = bytes + <usize>(index & ROW) * <usize>size;
    if (index <= ROW) normalise(image, size, scale, offset, channels, to);
    else move(image, index, height, width, scale, offset, channels, to);
  }
}

/** One image, moved. */
function move(image: usize, index: i32, height: i32, width: i32, scale: usize, offset: usize, channels: i32, to: usize): void {
  const right = (index << 5) >> 28;
  const down = (index << 1) >> 28;
  // The columns of the result in which the image is.
  const first = min(max(right, 0), width);
  const end = max(min(width, width + right), first);
  const line = <usize>(width * channels) << 2;
  for (let y = 0; y < height; y++, to += line) {
    const row = y - down;
    if (row < 0 || row >= height) {
      background(width, offset, channels, to);
      continue;
    }
    const from = image + <usize>(row * width * channels);
    const inside = to + (<usize>(first * channels) << 2);
    background(first, offset, channels, to);
    if (index & MIRRORED) mirror(from + <usize>((width - 1 - first + right) * channels), end - first, scale, offset, channels, inside);
    else normalise(from + <usize>((first - right) * channels), (end - first) * channels, scale, offset, channels, inside);
    background(width - end, offset, channels, to + (<usize>(end * channels) << 2));
  }
}

/** Bytes side by side, the first of them of channel 0. */
function normalise(from: usize, left: i32, scale: usize, offset: usize, channels: i32, to: usize): void {
  if (channels == 1) {
    const factor = v128.load_splat<f32>(scale);
    const shift = v128.load_splat<f32>(offset);
    for (; left >= 8; left -= 8, from += 8, to += 32) {
      const pixels = v128.load8x8_u(from);
      v128.store(to, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(pixels)), factor), shift));
      v128.store(to, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(pixels)), factor), shift), 16);
    }
  }
  for (let channel: usize = 0; left > 0; left--, from++, to += 4) {
    store<f32>(to, <f32>load<u8>(from) * load<f32>(scale + (channel << 2)) + load<f32>(offset + (channel << 2)));
    if (++channel == channels) channel = 0;
  }
}

/** Pixels from right to left, the first of them at `from`. */
function mirror(from: usize, pixels: i32, scale: usize, offset: usize, channels: i32, to: usize): void {
  for (; pixels > 0; pixels--, from -= channels) {
    for (let channel: usize = 0; channel < <usize>channels; channel++, to += 4) {
      store<f32>(to, <f32>load<u8>(from + channel) * load<f32>(scale + (channel << 2)) + load<f32>(offset + (channel << 2)));
    }
  }
}

/** Pixels of byte 0. */
function background(pixels: i32, offset: usize, channels: i32, to: usize): void {
  for (; pixels > 0; pixels--, to += <usize>channels << 2) copyWords(to, offset, <usize>channels << 2);
}

/**
 * Rows of a table of 4-byte values [rows, columns]: indices int32 [batch], whose moves mean nothing
 * → [batch, columns].
 */
export function gatherRows(table: usize, columns: i32, indices: usize, batch: i32, to: usize): void {
  const row = <usize>columns << 2;
  for (let i = 0; i < batch; i++, to += row) copyWords(to, table + <usize>(load<i32>(indices + (<usize>i << 2)) & ROW) * row, row);
}
