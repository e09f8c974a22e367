import { composedBy, quarterTurns, type Dataset } from './dataset';
import { mnist } from './mnist';

/**
 * Digits that stand upright or are turned: the turn is a label that nobody had to write. Composed
 * of MNIST by data/derive/turned-digits.ts.
 */
export const turnedDigits = {
  ...mnist,
  derivedFrom: 'mnist',
  fields: { ...mnist.fields, turn: quarterTurns },
  parameters: composedBy,
  start: { tasks: ['digit', 'turn'], network: 'small-cnn' },
} as const satisfies Dataset;
