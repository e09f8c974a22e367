import { twoDigits as facts } from '../../domain/datasets/two-digits';
import { randomKey } from '../../lib/random';
import { otherImage, type Derivation } from './derivation';
import { blank, drawBrighter } from './drawing';

const source = 28;
const [side] = facts.fields.image.shape;
/** The right digit is moved by so many pixels, to the right and down. */
const apart = 6;

/**
 * Two digits on one canvas, placed as in the program published with Sener and Koltun 2018
 * (arXiv:1810.04650), which then reduces it to 28 × 28: the left one at [0:28, 0:28] of 36 × 36
 * pixels, the right one at [6:34, 6:34], and where they overlap, the brighter pixel.
 *
 * The left digit of example i is image i, the right one any other image of the block. Both are
 * therefore of the same class once in about ten times; then there is one tag.
 */
export const twoDigits = {
  fields: facts.fields,
  compose: (images, seed, index) => {
    const other = otherImage(images, index, randomKey(seed, 'two-digits', images.split, index), 0);
    const canvas = blank(side, side);
    drawBrighter(canvas, { width: source, height: source, pixels: images.imageAt(index) }, 0, 0);
    drawBrighter(canvas, { width: source, height: source, pixels: images.imageAt(other) }, apart, apart);
    const [left, right] = [images.labelAt(index), images.labelAt(other)];
    const digits = Uint8Array.from({ length: 10 }, (_, digit) => (digit === left || digit === right ? 1 : 0));
    return { image: canvas.pixels, digits, left: Uint8Array.of(left), right: Uint8Array.of(right) };
  },
} as const satisfies Derivation;
