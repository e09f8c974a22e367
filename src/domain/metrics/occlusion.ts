/** A square that hides a part of an image, by its first row and column. */
export interface Square {
  readonly row: number;
  readonly column: number;
  readonly side: number;
}

/**
 * Squares of about a seventh of an image, half a side apart, which cover all of it (Zeiler and
 * Fergus 2014, "Visualizing and Understanding Convolutional Networks", ECCV, section 4.2).
 */
export function occludingSquares(height: number, width: number): readonly Square[] {
  const side = Math.max(1, Math.round(Math.min(height, width) / 7));
  const step = Math.max(1, Math.floor(side / 2));
  const startsIn = (length: number) => {
    const starts = Array.from({ length: Math.floor((length - side) / step) + 1 }, (_, place) => place * step);
    return (starts.at(-1) ?? 0) + side < length ? [...starts, length - side] : starts;
  };
  return startsIn(height).flatMap((row) => startsIn(width).map((column) => ({ row, column, side })));
}

/**
 * A map of an image [height, width]: at each pixel the mean of what was found for the squares that
 * cover it.
 * @param found a number for each square
 */
export function occlusionMap(squares: readonly Square[], found: ArrayLike<number>, height: number, width: number): Float32Array {
  const [sums, counts] = [new Float32Array(height * width), new Float32Array(height * width)];
  for (const [place, square] of squares.entries()) {
    for (const pixel of pixelsOf(square, width)) {
      sums[pixel] = (sums[pixel] ?? 0) + (found[place] ?? 0);
      counts[pixel] = (counts[pixel] ?? 0) + 1;
    }
  }
  return sums.map((sum, pixel) => sum / (counts[pixel] ?? 1));
}

/** The pixels that a square covers in an image that is so wide, by their places row after row. */
export function pixelsOf({ row, column, side }: Square, width: number): readonly number[] {
  return Array.from({ length: side * side }, (_, at) => (row + Math.floor(at / side)) * width + column + (at % side));
}
