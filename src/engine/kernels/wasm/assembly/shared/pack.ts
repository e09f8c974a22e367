import { copyWords } from './memory';

/** Rounded up to a multiple of 4. */
export function upTo4(length: i32): i32 {
  return (length + 3) & ~3;
}

/** Rounded up to a multiple of 8. */
export function upTo8(length: i32): i32 {
  return (length + 7) & ~7;
}

/**
 * Copies `rows` stretches of `count` floats, `step` bytes apart, into rows of `width` floats that
 * lie side by side; the rest of a row becomes 0. width is a multiple of 4.
 */
export function packRows(from: usize, step: usize, rows: i32, count: i32, to: usize, width: i32): void {
  if (count == width) {
    if (width == 4) {
      for (; rows > 0; rows--, from += step, to += 16) v128.store(to, v128.load(from));
    } else if (width == 8) {
      for (; rows > 0; rows--, from += step, to += 32) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      }
    } else {
      for (; rows > 0; rows--, from += step, to += <usize>width << 2) copyWords(to, from, <usize>width << 2);
    }
    return;
  }
  for (; rows > 0; rows--, from += step) {
    for (let i = 0; i < width; i++, to += 4) store<f32>(to, i < count ? load<f32>(from + (<usize>i << 2)) : 0);
  }
}

/**
 * Copies the transpose of a block: `count` rows of `length` floats, `step` bytes apart, become
 * `length` rows of `width` floats that lie side by side, the rest of a row 0. width is a multiple
 * of 4.
 */
export function packColumns(from: usize, step: usize, count: i32, length: i32, to: usize, width: i32): void {
  const row = <usize>width << 2;
  for (let first = 0; first < width; first += 4) {
    const source = from + <usize>first * step;
    const target = to + (<usize>first << 2);
    if (first + 4 <= count) transpose4(source, step, length, target, row);
    else {
      for (let i = 0; i < 4; i++) {
        let place = target + (<usize>i << 2);
        if (first + i < count) {
          let value = source + <usize>i * step;
          for (let k = 0; k < length; k++, place += row, value += 4) store<f32>(place, load<f32>(value));
        } else {
          for (let k = 0; k < length; k++, place += row) store<f32>(place, 0);
        }
      }
    }
  }
}

/** Four rows become columns. */
function transpose4(from: usize, step: usize, length: i32, to: usize, row: usize): void {
  let r0 = from;
  let r1 = r0 + step;
  let r2 = r1 + step;
  let r3 = r2 + step;
  for (; length >= 4; length -= 4) {
    const a = v128.load(r0), b = v128.load(r1), c = v128.load(r2), d = v128.load(r3);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7), cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
    v128.store(to + row, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
    v128.store(to + 2 * row, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5));
    v128.store(to + 3 * row, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7));
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    to += row << 2;
  }
  for (; length > 0; length--) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to, load<f32>(r1), 4);
    store<f32>(to, load<f32>(r2), 8);
    store<f32>(to, load<f32>(r3), 12);
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    to += row;
  }
}
