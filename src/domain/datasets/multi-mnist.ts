import { composedBy, type Dataset } from './dataset';
import { mnist } from './mnist';

/** Pixels of a side of the images, and of the two that each is made of. */
const side = 28;

/**
 * MultiMNIST as published: two digits that overlap, reduced to the size of one, with the two images
 * that each is made of, so that these can be asked for too. Composed of MNIST by
 * data/derive/multi-mnist.ts.
 */
export const multiMnist = {
  ...mnist,
  derivedFrom: 'mnist',
  fields: {
    image: { kind: 'image', shape: [side, side, 1], mean: [0.147], deviation: [0.325] },
    left: mnist.fields.digit,
    right: mnist.fields.digit,
    'left-image': mnist.fields.image,
    'right-image': mnist.fields.image,
  },
  parameters: composedBy,
  start: { tasks: ['left-digit', 'right-digit'], network: 'small-cnn' },
} as const satisfies Dataset;
