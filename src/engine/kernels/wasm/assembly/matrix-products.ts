import { packColumns, packRows, upTo8 } from './shared/pack';
import { tile4x8 } from './shared/tile';
import { clearWords } from './shared/memory';

/**
 * So many terms of a sum are packed at a time: then a panel of b (8 KB) and one of a (4 KB) stay in
 * the first cache.
 */
const BLOCK: i32 = 256;

/** The floats of scratch that `matrixProduct` needs. */
export function matrixProductScratch(columns: i32, terms: i32): i32 {
  const block = min(terms, BLOCK);
  return upTo8(columns) * block + 4 * block + 32;
}

/**
 * c = a · b, c [rows, columns] with rows `cStep` floats apart. a is [rows, terms], or [terms, rows]
 * with `aTransposed`; b [terms, columns], or [columns, terms] with `bTransposed`. All are packed
 * into panels first, which makes every transposition equally fast.
 */
export function matrixProduct(
  a: usize, aTransposed: i32, b: usize, bTransposed: i32, c: usize, cStep: i32, rows: i32, columns: i32, terms: i32, scratch: usize,
): void {
  const aRow = <usize>(aTransposed ? rows : terms) << 2;
  const bRow = <usize>(bTransposed ? terms : columns) << 2;
  const cRow = <usize>cStep << 2;
  if (terms == 0) {
    for (let row = 0; row < rows; row++) clearWords(c + <usize>row * cRow, <usize>columns << 2);
    return;
  }
  const panels = (columns + 7) >> 3;
  for (let first = 0; first < terms; first += BLOCK) {
    const count = min(BLOCK, terms - first);
    const fresh = first == 0;
    const panel = <usize>count << 5;
    const aPanel = scratch + <usize>panels * panel;
    const corner = aPanel + (<usize>count << 4);
    for (let j = 0; j < panels; j++) {
      const width = min(8, columns - 8 * j);
      const to = scratch + <usize>j * panel;
      if (bTransposed) packColumns(b + <usize>(8 * j) * bRow + (<usize>first << 2), bRow, width, count, to, 8);
      else packRows(b + <usize>first * bRow + (<usize>j << 5), bRow, count, width, to, 8);
    }
    for (let i = 0; i < rows; i += 4) {
      const height = min(4, rows - i);
      if (aTransposed) packRows(a + <usize>first * aRow + (<usize>i << 2), aRow, count, height, aPanel, 4);
      else packColumns(a + <usize>i * aRow + (<usize>first << 2), aRow, height, count, aPanel, 4);
      const target = c + <usize>i * cRow;
      for (let j = 0; j < panels; j++) {
        const from = scratch + <usize>j * panel;
        const to = target + (<usize>j << 5);
        const width = min(8, columns - 8 * j);
        if (height == 4 && width == 8) tile4x8(1, count, aPanel, 16, 0, from, 32, 0, fresh ? 0 : to, cRow, to, cRow, 0);
        else {
          tile4x8(1, count, aPanel, 16, 0, from, 32, 0, 0, 0, corner, 32, 0);
          addCorner(corner, to, cRow, height, width, fresh);
        }
      }
    }
  }
}

/** Adds the part of a tile that lies in the result to it. */
function addCorner(corner: usize, to: usize, step: usize, rows: i32, columns: i32, fresh: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const place = to + <usize>i * step + (<usize>j << 2);
      const sum = load<f32>(corner + (<usize>i << 5) + (<usize>j << 2));
      store<f32>(place, fresh ? sum : load<f32>(place) + sum);
    }
  }
}

/** The sums of the columns of x [rows, columns]. */
export function columnSums(x: usize, rows: i32, columns: i32, to: usize): void {
  clearWords(to, <usize>columns << 2);
  addColumnSums(x, rows, columns, to);
}

/** Adds the sums of the columns of x [rows, columns] to `to`. */
export function addColumnSums(x: usize, rows: i32, columns: i32, to: usize): void {
  const step = <usize>columns << 2;
  let column = 0;
  for (; column + 8 <= columns; column += 8) {
    const place = to + (<usize>column << 2);
    let from = x + (<usize>column << 2);
    let low = v128.load(place);
    let high = v128.load(place, 16);
    for (let row = 0; row < rows; row++, from += step) {
      low = f32x4.add(low, v128.load(from));
      high = f32x4.add(high, v128.load(from, 16));
    }
    v128.store(place, low);
    v128.store(place, high, 16);
  }
  for (; column < columns; column++) {
    const place = to + (<usize>column << 2);
    let from = x + (<usize>column << 2);
    let sum = load<f32>(place);
    for (let row = 0; row < rows; row++, from += step) sum += load<f32>(from);
    store<f32>(place, sum);
  }
}
