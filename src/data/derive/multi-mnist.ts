import { multiMnist as facts } from '../../domain/datasets/multi-mnist';
import { randomKey } from '../../lib/random';
import { otherImage, type Derivation } from './derivation';
import { nearest } from './drawing';
import { overlapping } from './two-digits';

const [side] = facts.fields.image.shape;

/**
 * MultiMNIST as in the program published with Sener and Koltun 2018 (arXiv:1810.04650): two digits
 * on 36 × 36 pixels, as `overlapping` puts them, reduced to 28 × 28 by taking the nearest pixel.
 *
 * The left digit of example i is image i, the right one any other image of the block. What is to be
 * drawn again are the two images themselves, in their own size.
 */
export const multiMnist = {
  fields: facts.fields,
  compose: (images, seed, index) => {
    const other = otherImage(images, index, randomKey(seed, 'multi-mnist', images.split, index), 0);
    const [left, right] = [images.imageAt(index), images.imageAt(other)];
    return {
      image: nearest(overlapping(left, right), side, side).pixels,
      left: Uint8Array.of(images.labelAt(index)),
      right: Uint8Array.of(images.labelAt(other)),
      'left-image': left.slice(),
      'right-image': right.slice(),
    };
  },
} as const satisfies Derivation;
