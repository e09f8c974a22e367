import { digitHunt as facts } from '../../domain/datasets/digit-hunt';
import { numberOf } from '../../domain/parameters';
import { randomKey, randomUniform } from '../../lib/random';
import { otherImage, type Derivation, type SourceSplit } from './derivation';
import { boundsOf, resampled, type Drawing } from './drawing';
import { scatter, strokeFragment } from './stroke-fragment';

const source = 28;
const [side] = facts.fields.image.shape;
const levels = facts.fields.size.levels.length;
/** From this brightness on a pixel of the digit, by itself, belongs to its mask: half of white. */
const ink = 128;
/**
 * How far a fragment reaches from its centre, in pixels of the canvas: at most 13 across, less than
 * the smallest digit, whose ink is 14 pixels high or wide.
 */
const reach = 6;
/**
 * Fragments are so much larger than a digit at its scale would be. A piece then has little of the
 * form of a digit and much ink: on average the three have 1.4 times as much as the digit, so that
 * no brightness tells them apart from it.
 */
const magnified = 1.6;

/**
 * Find the digit: a digit at a random place and scale on a canvas of 40 × 40 pixels, among
 * fragments of the strokes of other digits, which may lie on it: the brighter pixel stays. The
 * digit of example i is image i.
 *
 * The mask is where the digit by itself, without the fragments, is at least half of white, the box
 * the tight bounds of the mask. An image without ink has an empty mask, and 0 for all sides of its
 * box. Mean and deviation of the images are those at the defaults.
 */
export const digitHunt = {
  fields: facts.fields,
  compose: (images, seed, index, values) => {
    const valueOf = (name: string) => numberOf(facts.parameters, values, name);
    const [fragments, clutter, smallest, largest] = [valueOf('fragments'), valueOf('clutter'), valueOf('smallest'), valueOf('largest')];
    const scaleAt = (chance: number) => smallest + (largest - smallest) * chance;
    const key = randomKey(seed, 'digit-hunt', images.split, index);
    const chance = randomUniform(key, 0);
    const digit = placed(drawingOf(images, index), scaleAt(chance), randomUniform(key, 1), randomUniform(key, 2));
    const canvas: Drawing = { ...digit, pixels: digit.pixels.slice() };
    for (let number = 0; number < fragments; number += 1) {
      const own = randomKey(key, number);
      const other = drawingOf(images, otherImage(images, index, own, 0));
      const scale = magnified * scaleAt(randomUniform(own, 2));
      scatter(canvas, strokeFragment(other, ink, randomUniform(own, 1), scale, reach, clutter), own, 3);
    }
    const { left, top, right, bottom } = boundsOf(digit, ink);
    return {
      image: canvas.pixels,
      digit: Uint8Array.of(images.labelAt(index)),
      box: Int32Array.of(left, top, right, bottom),
      // Small, medium or large: the thirds between the two scales.
      size: Uint8Array.of(Math.min(levels - 1, Math.floor(levels * (smallest <= largest ? chance : 1 - chance)))),
      mask: digit.pixels.map((pixel) => (pixel >= ink ? 1 : 0)),
    };
  },
} as const satisfies Derivation;

function drawingOf(images: SourceSplit, index: number): Drawing {
  return { width: source, height: source, pixels: images.imageAt(index) };
}

/**
 * A digit at a scale on an empty canvas, all of its ink inside: where of the places that allow it
 * follows from two chances in [0, 1).
 */
function placed(image: Drawing, scale: number, across: number, down: number): Drawing {
  const { left, top, right, bottom } = boundsOf(image, 1);
  const x = across * (side - scale * (right - left)) - scale * left;
  const y = down * (side - scale * (bottom - top)) - scale * top;
  return resampled(image, scale, x, y, side, side);
}
