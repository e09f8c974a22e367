import { copyWords } from './shared/memory';

/**
 * Images of a data set as numbers: image i begins at byte i · imageSize of `bytes`. indices int32 [batch], scale and offset [channels] →
 * [batch, imageSize], byte · scale + offset by channel.
 */
export function gatherImages(
  bytes: usize, indices: usize, batch: i32, imageSize: i32, scale: usize, offset: usize, channels: i32, to: usize,
): void {
  for (let example = 0; example < batch; example++) {
    let from = bytes + <usize>load<i32>(indices + (<usize>example << 2)) * <usize>imageSize;
    let left = imageSize;
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
}

/** Rows of a table of 4-byte values [rows, columns]: indices int32 [batch] → [batch, columns]. */
export function gatherRows(table: usize, columns: i32, indices: usize, batch: i32, to: usize): void {
  const row = <usize>columns << 2;
  for (let i = 0; i < batch; i++, to += row) copyWords(to, table + <usize>load<i32>(indices + (<usize>i << 2)) * row, row);
}
