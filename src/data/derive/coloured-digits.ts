import { colouredDigits as facts } from '../../domain/datasets/coloured-digits';
import { numberOf } from '../../domain/parameters';
import { randomKey, randomUniform } from '../../lib/random';
import type { Derivation } from './derivation';

/** Red, green and blue of ink that is white in MNIST, in the order of the colours' names. */
const colours: readonly (readonly [red: number, green: number, blue: number])[] = [
  [230, 40, 40],
  [255, 140, 0],
  [255, 225, 30],
  [160, 230, 40],
  [20, 150, 50],
  [40, 215, 205],
  [45, 90, 255],
  [145, 60, 220],
  [255, 120, 200],
  [255, 255, 255],
];

/**
 * A digit in colour, on black. In training an example has its digit's own colour with the
 * probability `together`, else any of the ten, so that digit and colour have that Cramér's V where
 * all digits are equally frequent; in the test any of the ten, always. What example i is drawn in
 * with one value it is drawn in with all larger ones, once the colour is its digit's.
 */
export const colouredDigits = {
  fields: facts.fields,
  compose: (images, seed, index, values) => {
    const key = randomKey(seed, 'coloured-digits', images.split, index);
    const together = images.split === 'train' ? numberOf(facts.parameters, values, 'together') : 0;
    const digit = images.labelAt(index);
    const colour = randomUniform(key, 0) < together ? digit : Math.floor(colours.length * randomUniform(key, 1));
    return {
      image: tinted(images.imageAt(index), colours[colour] ?? [255, 255, 255]),
      digit: Uint8Array.of(digit),
      colour: Uint8Array.of(colour),
    };
  },
} as const satisfies Derivation;

/** Grey bytes [height, width] as bytes [height, width, 3] whose white is that colour. */
function tinted(grey: Uint8Array, colour: readonly [number, number, number]): Uint8Array {
  const coloured = new Uint8Array(3 * grey.length);
  for (let at = 0; at < coloured.length; at += 1) {
    coloured[at] = Math.round(((grey[Math.floor(at / 3)] ?? 0) * (colour[at % 3] ?? 0)) / 255);
  }
  return coloured;
}
