import { composedBy, type Dataset } from './dataset';
import { mnist } from './mnist';

/** Pixels of a side of the images. */
const side = 36;

/**
 * Two digits on one canvas, which may overlap: which digits are on it, and which is the left and
 * which the right one. Composed of MNIST by data/derive/two-digits.ts.
 */
export const twoDigits = {
  ...mnist,
  derivedFrom: 'mnist',
  fields: {
    image: { kind: 'image', shape: [side, side, 1], mean: [0.147], deviation: [0.326] },
    digits: { kind: 'tags', names: mnist.fields.digit.classes },
    left: mnist.fields.digit,
    right: mnist.fields.digit,
  },
  parameters: composedBy,
  start: { tasks: ['left-digit', 'right-digit', 'tags'], network: 'small-cnn' },
} as const satisfies Dataset;
