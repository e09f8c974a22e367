import { copyWords } from './shared/memory';
import { sumOfBytes } from './shared/random';

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

/** int32 of an image with a map: its row, then the 14 float32 of the map (data/affine-maps.ts). */
const MAPPED_ROW: usize = 15;

/**
 * Images of a data set as numbers, each under a map of its own: rows int32 [batch, 15] with the bits
 * of their maps, the rest as in `gatherImages` → [batch, height, width, channels], byte · scale +
 * offset by channel.
 */
export function gatherMappedImages(
  bytes: usize, rows: usize, batch: i32, height: i32, width: i32, channels: i32, scale: usize, offset: usize, to: usize,
): void {
  const size = <usize>(height * width * channels);
  for (let example = 0; example < batch; example++, rows += MAPPED_ROW << 2, to += size << 2) {
    mapImage(bytes + <usize>load<i32>(rows) * size, rows + 4, height, width, channels, scale, offset, to);
  }
}

/**
 * One image, seen where its map [a, b, c, d, e, f, gain, added, noise, key, left, top, right,
 * bottom] says; what is outside or cut out is byte 0.
 */
function mapImage(image: usize, map: usize, height: i32, width: i32, channels: i32, scale: usize, offset: usize, to: usize): void {
  const gain = load<f32>(map, 24);
  const added = load<f32>(map, 28);
  const noise = load<f32>(map, 32);
  const key = <i32>load<f32>(map, 36);
  const first = <i32>load<f32>(map, 40);
  const top = <i32>load<f32>(map, 44);
  const end = <i32>load<f32>(map, 48);
  const bottom = <i32>load<f32>(map, 52);
  let place: i32 = 0;
  const line = <usize>(width * channels);
  for (let y = 0; y < height; y++) {
    const isCut = y >= top && y < bottom;
    for (let x = 0; x < width; x++) {
      if (isCut && x >= first && x < end) {
        copyWords(to, offset, <usize>channels << 2);
        to += <usize>channels << 2;
        place += channels;
        continue;
      }
      const across = load<f32>(map) * <f32>x + load<f32>(map, 4) * <f32>y + load<f32>(map, 8);
      const down = load<f32>(map, 12) * <f32>x + load<f32>(map, 16) * <f32>y + load<f32>(map, 20);
      const column = <i32>floor(across);
      const row = <i32>floor(down);
      const left = <u32>column < <u32>width;
      const right = <u32>(column + 1) < <u32>width;
      const upper = <u32>row < <u32>height;
      const lower = <u32>(row + 1) < <u32>height;
      let from = image + <usize>((row * width + column) * channels);
      for (let channel: usize = 0; channel < <usize>channels; channel++, from++, to += 4, place++) {
        const above = blend(byteIf(upper && left, from), byteIf(upper && right, from + channels), across - <f32>column);
        const below = blend(byteIf(lower && left, from + line), byteIf(lower && right, from + line + channels), across - <f32>column);
        let value = blend(above, below, down - <f32>row) * gain + added;
        if (noise != 0) value += noise * <f32>(sumOfBytes(key, place) - 510);
        const byte = min<f32>(max<f32>(value, 0), 255);
        store<f32>(to, byte * load<f32>(scale + (channel << 2)) + load<f32>(offset + (channel << 2)));
      }
    }
  }
}

/** A byte as a number, or 0 where it is none of the image's. */
function byteIf(inside: bool, at: usize): f32 {
  return inside ? <f32>load<u8>(at) : 0;
}

/** So much of the way from one number to another. */
function blend(first: f32, second: f32, share: f32): f32 {
  return first + share * (second - first);
}

/**
 * Rows of a table of 4-byte values [rows, columns]: indices int32 [batch, rowLength], of which the
 * first of each counts, without its move → [batch, columns].
 */
export function gatherRows(table: usize, columns: i32, indices: usize, rowLength: i32, batch: i32, to: usize): void {
  const row = <usize>columns << 2;
  const stride = <usize>rowLength << 2;
  for (let i = 0; i < batch; i++, to += row, indices += stride) copyWords(to, table + <usize>(load<i32>(indices) & ROW) * row, row);
}
