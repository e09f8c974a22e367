import { composedBy, type Dataset } from './dataset';
import { mnist } from './mnist';

/**
 * Digits drawn in one of five styles, each as often: which digit it is and how it is drawn are
 * independent of one another. Composed of MNIST by data/derive/drawing-styles.ts.
 */
export const drawingStyles = {
  ...mnist,
  derivedFrom: 'mnist',
  fields: {
    image: { kind: 'image', shape: [28, 28, 1], mean: [0.305], deviation: [0.425] },
    digit: mnist.fields.digit,
    style: { kind: 'class', classes: ['plain', 'inverted', 'thick', 'thin', 'noisy'].map((id) => ({ id })) },
  },
  parameters: composedBy,
  start: { tasks: ['digit', 'style'], network: 'small-cnn' },
} as const satisfies Dataset;
