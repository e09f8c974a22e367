import type { Move } from '../moved-rows';

/**
 * An image [height, width, channels], mirrored left-right and then moved, said the other way round
 * than in the engine: each pixel is put where it goes, and `empty` (by channel) stays where none
 * came.
 */
export function movedPlainly(
  image: ArrayLike<number>,
  [height, width, channels]: readonly [number, number, number],
  { right, down, mirrored }: Move,
  empty: readonly number[],
): number[] {
  const lines = Array.from({ length: height }, () => Array.from({ length: width }, () => empty.slice(0, channels)));
  for (let place = 0; place < height * width; place += 1) {
    const column = place % width;
    const line = lines[(place - column) / width + down];
    const goesTo = (mirrored ? width - 1 - column : column) + right;
    if (line?.[goesTo] !== undefined) line[goesTo] = Array.from({ length: channels }, (_, channel) => image[place * channels + channel] ?? Number.NaN);
  }
  return lines.flat(2);
}

/**
 * Moves by none, by one, by all of `furthest` and by more than a small image, each mirrored and
 * not.
 */
export function someMoves(furthest: number): readonly Move[] {
  const distances = [0, 1, -1, furthest, -furthest];
  return distances.flatMap((right, index) =>
    [0, distances[(index + 2) % distances.length] ?? 0].flatMap((down) => [false, true].map((mirrored) => ({ right, down, mirrored }))),
  );
}
