import { drawingStyles as facts } from '../../domain/datasets/drawing-styles';
import { randomKey, randomNormal, type RandomKey } from '../../lib/random';
import { balancedChoice, type Derivation } from './derivation';

const [side] = facts.fields.image.shape;
/** Standard deviation of the noise, in bytes. */
const noise = 80;

/** How a digit [side, side] is drawn in each style, in the order of their names. */
const styles: readonly ((grey: Uint8Array, key: RandomKey) => Uint8Array)[] = [
  (grey) => grey.slice(),
  (grey) => grey.map((pixel) => 255 - pixel),
  (grey) => withNeighbours(grey, Math.max, [[-1, 0], [1, 0], [0, -1], [0, 1]]),
  (grey) => withNeighbours(grey, Math.min, [[1, 0], [0, 1]]),
  (grey, key) => Uint8Array.from(grey, (pixel, at) => Math.min(255, Math.max(0, Math.round(pixel + noise * randomNormal(key, at))))),
];

/**
 * Digits drawn in one of five styles: as they are; ink and paper exchanged; thick (each pixel the
 * brightest of itself and its four neighbours: a dilation); thin (the darkest of itself, the one on
 * its right and the one below: an erosion, and with all four nothing would be left of many a digit);
 * under normal noise of a standard deviation of 80 of 255, clipped. Example i is image i; every five
 * in a row have all styles.
 */
export const drawingStyles = {
  fields: facts.fields,
  compose: (images, seed, index) => {
    const style = balancedChoice(images, seed, 'drawing-style', index, styles.length);
    const grey = images.imageAt(index);
    return {
      image: styles[style]?.(grey, randomKey(seed, 'drawing-noise', images.split, index)) ?? grey.slice(),
      digit: Uint8Array.of(images.labelAt(index)),
      style: Uint8Array.of(style),
    };
  },
} as const satisfies Derivation;

/** Each pixel as the largest or smallest of itself and those neighbours; outside all is 0. */
function withNeighbours(
  grey: Uint8Array,
  choose: (...values: number[]) => number,
  neighbours: readonly (readonly [down: number, across: number])[],
): Uint8Array {
  const at = (y: number, x: number) => (y < 0 || x < 0 || y >= side || x >= side ? 0 : (grey[y * side + x] ?? 0));
  return grey.map((pixel, place) => {
    const [y, x] = [Math.floor(place / side), place % side];
    return choose(pixel, ...neighbours.map(([down, across]) => at(y + down, x + across)));
  });
}
