import { twoDigits as facts } from '../../domain/datasets/two-digits';
import { randomKey } from '../../lib/random';
import { otherImage, type Derivation } from './derivation';
import { blank, drawBrighter, type Drawing } from './drawing';

const source = 28;
const [side] = facts.fields.image.shape;
/** The right digit is moved by so many pixels, to the right and down. */
const apart = 6;

/**
 * Two images [28, 28] on one canvas of 36 × 36: the left one at [0:28, 0:28], the right one at
 * [6:34, 6:34], and where they overlap, the brighter pixel.
 */
export function overlapping(left: Uint8Array, right: Uint8Array): Drawing {
  const canvas = blank(side, side);
  drawBrighter(canvas, { width: source, height: source, pixels: left }, 0, 0);
  drawBrighter(canvas, { width: source, height: source, pixels: right }, apart, apart);
  return canvas;
}

/**
 * Two digits on one canvas, placed as in the program published with Sener and Koltun 2018
 * (arXiv:1810.04650), but not reduced: MultiMNIST itself is in multi-mnist.ts.
 *
 * The left digit of example i is image i, the right one any other image of the block. Both are
 * therefore of the same class once in about ten times; then there is one tag.
 */
export const twoDigits = {
  fields: facts.fields,
  compose: (images, seed, index) => {
    const other = otherImage(images, index, randomKey(seed, 'two-digits', images.split, index), 0);
    const canvas = overlapping(images.imageAt(index), images.imageAt(other));
    const [left, right] = [images.labelAt(index), images.labelAt(other)];
    const digits = Uint8Array.from({ length: 10 }, (_, digit) => (digit === left || digit === right ? 1 : 0));
    return { image: canvas.pixels, digits, left: Uint8Array.of(left), right: Uint8Array.of(right) };
  },
} as const satisfies Derivation;
