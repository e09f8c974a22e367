import { balancedChoice, type DerivedExample, type SourceSplit } from './derivation';

/** Bytes of a square image [side, side, channels], turned clockwise by so many quarter turns, 0 to 3. */
export function turned(image: Uint8Array, side: number, channels: number, quarters: number): Uint8Array {
  const last = side - 1;
  const result = new Uint8Array(image.length);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      // Where a pixel comes from: the image turned back.
      const [row, column] = [[y, x], [last - x, y], [last - y, last - x], [x, last - y]][quarters] ?? [y, x];
      const from = channels * ((row ?? 0) * side + (column ?? 0));
      result.set(image.subarray(from, from + channels), channels * (y * side + x));
    }
  }
  return result;
}

/**
 * Example `index` of a split as a turned image, as Gidaris et al. 2018 (arXiv:1803.07728) have
 * networks learn without labels: each of the four turns is there as often, and the class stays.
 * @param shape of the square images
 */
export function turnedExample(
  images: SourceSplit,
  seed: number,
  index: number,
  [side, , channels]: readonly [side: number, side: number, channels: number],
): DerivedExample & Readonly<Record<'image' | 'label' | 'turn', Uint8Array>> {
  const turn = balancedChoice(images, seed, 'quarter-turn', index, 4);
  return { image: turned(images.imageAt(index), side, channels, turn), label: Uint8Array.of(images.labelAt(index)), turn: Uint8Array.of(turn) };
}
