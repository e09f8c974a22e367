import type { ParameterSpecs } from '../parameters';
import { composedBy, type Dataset } from './dataset';
import { mnist } from './mnist';

/** Pixels of a side of the images. */
const side = 40;

const parameters: ParameterSpecs = {
  /** How many fragments of other digits lie about. */
  fragments: { kind: 'integer', min: 0, max: 6, default: 3 },
  /** How bright they are, as a share of the brightness of digits. */
  clutter: { kind: 'real', min: 0, max: 1, default: 1, scale: 'linear' },
  /**
   * The scale of the digit, and that of each fragment, lies between these two, in whichever order
   * they are. At the largest allowed one, even an image that is ink from edge to edge fits the
   * canvas.
   */
  smallest: { kind: 'real', min: 0.5, max: 1.3, default: 0.7, scale: 'linear' },
  largest: { kind: 'real', min: 0.5, max: 1.3, default: 1.3, scale: 'linear' },
  ...composedBy,
};

/**
 * Find the digit: a digit at a random place and scale on a larger canvas, among fragments of the
 * strokes of other digits. Composed of MNIST by data/derive/digit-hunt.ts; mean and deviation are
 * those at the defaults.
 */
export const digitHunt = {
  ...mnist,
  derivedFrom: 'mnist',
  fields: {
    image: { kind: 'image', shape: [side, side, 1], mean: [0.157], deviation: [0.315] },
    digit: mnist.fields.digit,
    box: { kind: 'box' },
    size: { kind: 'ordinal', levels: [{ id: 'small' }, { id: 'medium' }, { id: 'large' }] },
    mask: { kind: 'mask', classes: [{ id: 'ground' }, { id: 'figure' }] },
  },
  parameters,
  start: { tasks: ['digit', 'box', 'mask'], network: 'skips' },
} as const satisfies Dataset;
